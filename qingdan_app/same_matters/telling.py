"""What list administrators are told of what was found. `{0}` is the first of them, `{1}` its title, `{2}` how many there are."""

from collections.abc import Sequence

import frappe

from qingdan_app.messaging import outbox
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.organization.rules.standing import Role
from qingdan_app.role_holders import holders_of
from qingdan_app.same_matters.proposing import SAME

SENTENCES = {
	"proposed": "{2} same matters were found in several lists; join or part them. The first is {0} {1}"
}


def tell(names: Sequence[str]) -> None:
	"""One message for all that were found at once; for the same ones nobody is told twice."""
	if not names:
		return
	title = frappe.db.get_value(SAME, names[0], "title")
	cause = f"{names[0]}/{len(names)}/{frappe.utils.nowdate()}"
	message = Message(
		Kind.COPY.value, SAME, names[0], title, SENTENCES["proposed"], cause, (str(len(names)),)
	)
	outbox.send(holders_of(Role.ADMINISTRATOR.value), message)
