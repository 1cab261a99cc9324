"""Whether somebody beside Administrator is System Manager: core gives the role to the next person saved where nobody is."""

import click
from frappe import _

from qingdan_app.role_holders import holders_of

ROLE = "System Manager"


def tell_where_none() -> None:
	"""Say on the console of whoever installs or migrates that the next person to save their profile gets all rights."""
	if holders():
		return
	said = _(
		"Nobody but Administrator is System Manager: Frappe gives the role to the next person who is saved, even by"
		" themselves. Create a System Manager now."
	)
	click.secho(said, fg="yellow")


def holders() -> list[str]:
	"""The enabled users who hold the role, as core counts them."""
	return holders_of(ROLE, at_desk=True)
