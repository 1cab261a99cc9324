"""Who holds a role: asked in one way by whoever asks."""

from collections.abc import Iterable

import frappe

HOLDERS = """select distinct `user`.`name` from `tabHas Role` `held` join `tabUser` `user` on `user`.`name` = `held`.`parent`
		join `tabRole` `role` on `role`.`name` = `held`.`role` and `role`.`disabled` = 0
	where `held`.`parenttype` = 'User' and `held`.`role` in %(roles)s and `user`.`enabled` = 1
		and `user`.`name` not in %(nobody)s and (`user`.`user_type` = 'System User' or %(visitors)s)
	order by `user`.`creation`, `user`.`name`"""


def holders_of(*roles: str, at_desk: bool = False) -> list[str]:
	"""The enabled users who hold one of the roles today, each once, the oldest first; Administrator and Guest are nobody.

	`at_desk` leaves out users of the website: whom Desk is to show something, or who is to look after it. A role that
	a flow has stored is asked for by its name of today (`flows/renamed_roles.py`); one that was disabled, or deleted
	past every link, has none.
	"""
	return _holders(roles, at_desk) if roles else []


def _holders(roles: Iterable[str], at_desk: bool) -> list[str]:
	asked = {"roles": tuple(roles), "nobody": tuple(frappe.STANDARD_USERS), "visitors": int(not at_desk)}
	return frappe.db.sql(HOLDERS, asked, pluck=True)
