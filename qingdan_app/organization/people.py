"""Who stands for what today: read from contacts, units and leaders."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import frappe
from frappe.query_builder import Criterion
from frappe.utils import getdate

from qingdan_app.organization.rules.standing import DUTY_ROLE, Standing


def standing_of(user: str | None = None) -> Standing:
	"""What `user` (the session's by default) stands for today; read once a request."""
	user = user or frappe.session.user
	known = _known()
	if user not in known:
		known[user] = _standing(user)
	return known[user]


def forget_standings() -> None:
	"""Forget what was read: contacts, units or leaders have changed in this request."""
	_known().clear()


def contacts_of(units: Iterable[str], duties: Iterable[str] = ("Liaison", "Head")) -> list[str]:
	"""Enabled users who are contacts of one of the units, of its members or of the unit it was merged into."""
	units = [unit for unit in units if unit]
	if not units:
		return []
	contact, user = frappe.qb.DocType("Qingdan Contact"), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(contact)
		.join(user)
		.on((user.name == contact.user) & (user.enabled == 1))
		.select(contact.user)
		.distinct()
		.where(
			contact.unit.isin(bodies_behind(units)) & contact.duty.isin(list(duties)) & _valid_today(contact)
		)
	).run(pluck=True)


def office_of(leader: str | None) -> list[str]:
	"""Enabled users who act for a leader today: the people of their office and the leader."""
	if not leader:
		return []
	users = {frappe.db.get_value("Qingdan Leader", leader, "user"), *_office_members(leader)} - {None, ""}
	return frappe.get_all("User", {"name": ("in", list(users)), "enabled": 1}, pluck="name") if users else []


def bodies_behind(units: Iterable[str]) -> list[str]:
	"""The bodies that answer for units: themselves, a group's members, and what they were merged into."""
	return sorted(_closure(units, _members_and_successors))


def stands_for(units: frozenset[str]) -> frozenset[str]:
	"""The units that bodies stand for: themselves, what was merged into them, and the groups they belong to.

	However many merges and groups lie between. Read once a request.
	"""
	known = _known()
	if units not in known:
		found = frappe.db.sql(STANDS_FOR, {"units": tuple(units)}, pluck=True) if units else ()
		known[units] = units.union(found)
	return known[units]


STANDS_FOR = """
with recursive `bodies` as (
	select `name` as `unit` from `tabQingdan Unit` where `name` in %(units)s
	union select `merged`.`name` from `bodies`
		join `tabQingdan Unit` `merged` on `merged`.`merged_into` = `bodies`.`unit`
	union select `member`.`parent` from `bodies`
		join `tabQingdan Unit Member` `member` on `member`.`unit` = `bodies`.`unit`
)
select `unit` from `bodies`
"""
"""However long the chains are, in one statement."""


def _closure(units: Iterable[str], step: Callable[[set[str]], set[str]]) -> set[str]:
	"""Everything reached by repeating `step`: a city merges bureaus twice, and groups stand in groups."""
	found: set[str] = set()
	fresh = {unit for unit in units if unit}
	while fresh:
		found |= fresh
		fresh = step(fresh) - found
	return found


def _members_and_successors(units: set[str]) -> set[str]:
	members = frappe.get_all("Qingdan Unit Member", {"parent": ("in", list(units))}, pluck="unit")
	merged = {"name": ("in", list(units)), "merged_into": ("is", "set")}
	return {*members, *frappe.get_all("Qingdan Unit", merged, pluck="merged_into")}


def _known() -> dict:
	if not hasattr(frappe.local, "qingdan_standings"):
		frappe.local.qingdan_standings = {}
	return frappe.local.qingdan_standings


def _standing(user: str) -> Standing:
	units: dict[str, set[str]] = defaultdict(set)
	leaders: set[str] = set()
	for duty, name in frappe.db.sql(STANDING, {"user": user, "today": getdate()}):
		if duty == LEADER:
			leaders.add(name)
		else:
			units[DUTY_ROLE[duty]].add(name)
	roles = frozenset(frappe.get_roles(user))
	return Standing(
		user, roles, {role: frozenset(names) for role, names in units.items()}, frozenset(leaders)
	)


LEADER = "leader"
STANDING = """
with recursive `bodies` as (
	select `duty`, `unit` from `tabQingdan Contact` where `user` = %(user)s
		and ifnull(`from_date`, %(today)s) <= %(today)s and ifnull(`until_date`, %(today)s) >= %(today)s
	union select `bodies`.`duty`, `merged`.`name` from `bodies`
		join `tabQingdan Unit` `merged` on `merged`.`merged_into` = `bodies`.`unit`
	union select `bodies`.`duty`, `member`.`parent` from `bodies`
		join `tabQingdan Unit Member` `member` on `member`.`unit` = `bodies`.`unit`
)
select `duty`, `unit` from `bodies`
union all select 'leader', `parent` from `tabQingdan Leader Office Member` where `user` = %(user)s
	and ifnull(`from_date`, %(today)s) <= %(today)s and ifnull(`until_date`, %(today)s) >= %(today)s
union all select 'leader', `name` from `tabQingdan Leader` where `user` = %(user)s
"""
"""Everything a person stands for, in one statement: every request asks this before anything else."""


def _office_members(leader: str) -> list[str]:
	member = frappe.qb.DocType("Qingdan Leader Office Member")
	return (
		frappe.qb.from_(member).select(member.user).where((member.parent == leader) & _valid_today(member))
	).run(pluck=True)


def _valid_today(row) -> Criterion:
	today = getdate()
	begun = row.from_date.isnull() | (row.from_date <= today)
	return begun & (row.until_date.isnull() | (row.until_date >= today))
