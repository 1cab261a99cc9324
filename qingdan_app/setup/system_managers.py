"""Whether somebody beside Administrator is System Manager: early states of Frappe 15 give the role to the next person saved where
nobody is. Here nobody gets it so, but from Administrator, who is told.
"""

import click
import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app import compat
from qingdan_app.role_holders import holders_of

ROLE = "System Manager"


def tell_where_none() -> None:
	"""Say on the console of whoever installs or migrates that the next person to save their profile gets all rights."""
	if holders():
		return
	said = _(
		"Nobody but Administrator is System Manager: Frappe gives the role to the next person whom Administrator saves."
		" Create a System Manager now."
	)
	click.secho(said, fg="yellow")


def note_roles(user: Document, method: str) -> None:
	"""Note which roles somebody has who is being saved, before core gives them any."""
	user.flags.roles_before = {row.role for row in user.roles}


def take_back(user: Document, method: str) -> None:
	"""Nobody is made System Manager by saving themselves, or by a duty that somebody gives them."""
	by_hand = frappe.session.user == "Administrator" and not user.flags.for_a_duty
	if by_hand or not compat.gives_system_manager(user):
		return
	if ROLE not in user.flags.roles_before | _of_profile(user):
		user.roles = [row for row in user.roles if row.role != ROLE]


def _of_profile(user: Document) -> set[str]:
	about = {"parenttype": "Role Profile", "parent": user.role_profile_name}
	return set(frappe.get_all("Has Role", about, pluck="role")) if user.role_profile_name else set()


def holders() -> list[str]:
	"""The enabled users who hold the role, as core counts them."""
	return holders_of(ROLE, at_desk=True)
