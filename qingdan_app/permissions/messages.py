"""Who sees a message: whoever got it, once it is settled, and those who oversee the approvals of its DocType. What somebody mutes is theirs alone."""

import frappe

from qingdan_app.messaging.rules.kinds import SETTLED
from qingdan_app.workflows.listed import EVERYTHING, among, any_of
from qingdan_app.workflows.requests.access import overseen_of


def messages(user: str | None = None) -> str:
	"""Messages to oneself, once it was decided that one gets them; all of their DocTypes for overseers."""
	user = user or frappe.session.user
	overseen = overseen_of("Qingdan Message", user)
	if overseen == EVERYTHING:
		return EVERYTHING
	own, settled = (
		among("`tabQingdan Message`.`receiver`", [user]),
		among("`tabQingdan Message`.`state`", SETTLED),
	)
	return any_of([overseen, f"({own} and {settled})"])


def preferences(user: str | None = None) -> str:
	"""One's own, whatever the right; a new one has to be one's own when it is saved."""
	user = user or frappe.session.user
	return EVERYTHING if user == "Administrator" else among("`tabQingdan Message Preference`.`user`", [user])
