"""Who stands for what today: read from contacts, units and leaders."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import frappe
from frappe.query_builder import Criterion
from frappe.utils import getdate

from qingdan_app.organization.rules.answering import answering_bodies, last_successor
from qingdan_app.organization.rules.standing import DUTY_ROLE, HANDLER, Standing


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
			contact.unit.isin(bodies_behind(units) if _are_bound(tuple(units)) else units)
			& contact.duty.isin(list(duties))
			& _valid_today(contact)
		)
	).run(pluck=True)


def contacts_by_unit(
	units: Iterable[str], duties: Iterable[str] = ("Liaison", "Head")
) -> dict[str, list[str]]:
	"""Unit → its contacts as `contacts_of` answers them, for many units in a few statements."""
	members, merged = members_by_group(), successors()

	def step(found: set[str]) -> set[str]:
		known = {each for unit in found for each in (*members.get(unit, ()), merged.get(unit))}
		return known - {None}

	behind = {unit: _closure([unit], step) for unit in units}
	contacts = defaultdict(list)
	asked = {"units": [*set().union(*behind.values()), ""], "duties": [*duties], "today": getdate()}
	for unit, user in frappe.db.sql(CONTACTS, asked):
		contacts[unit].append(user)
	users = {
		unit: (user for body in sorted(bodies) for user in contacts[body]) for unit, bodies in behind.items()
	}
	return {unit: list(dict.fromkeys(found)) for unit, found in users.items()}


CONTACTS = """select `contact`.`unit`, `contact`.`user` from `tabQingdan Contact` `contact`
	join `tabUser` `user` on `user`.`name` = `contact`.`user` and `user`.`enabled` = 1
	where `contact`.`unit` in %(units)s and `contact`.`duty` in %(duties)s
		and ifnull(`contact`.`from_date`, %(today)s) <= %(today)s and ifnull(`contact`.`until_date`, %(today)s) >= %(today)s
	order by `contact`.`duty`, `contact`.`user`"""


def bodies_of(units: Iterable[str]) -> dict[str, tuple[str, ...]]:
	"""The bodies that answer for units, each with the units whose contacts speak for it. Looked up once a request."""
	known, key = _known(), ("bodies", *units)
	if key not in known:
		known[key] = answering_bodies(key[1:], *members_and_successors(key[1:]))
	return known[key]


def members_and_successors(units: Iterable[str]) -> tuple[dict[str, list[str]], dict[str, str]]:
	"""The members of groups and the successors of merged units; none where no one of `units` is bound to others, as most are not."""
	return (members_by_group(), successors()) if _are_bound(tuple(units)) else ({}, {})


def _are_bound(units: tuple[str, ...]) -> bool:
	"""Whether one of the units was merged, or is a group with members: most stand for themselves."""
	return bool(units and frappe.db.sql(BOUND, {"units": units}))


BOUND = """select 1 from `tabQingdan Unit` `unit` where `name` in %(units)s and (ifnull(`merged_into`, '') != ''
	or exists(select 1 from `tabQingdan Unit Member` where `parent` = `unit`.`name`)) limit 1"""
"""One row where a unit is bound to others."""


def members_by_group() -> dict[str, list[str]]:
	"""The members of every group of units, in the order they were entered."""
	found = defaultdict(list)
	fields = ["parent", "unit"]
	for group, unit in frappe.get_all(
		"Qingdan Unit Member", {}, fields, order_by="parent, idx", as_list=True
	):
		found[group].append(unit)
	return found


def successors() -> dict[str, str]:
	"""Every merged unit → the one it was merged into."""
	merged = {"merged_into": ("is", "set")}
	return dict(frappe.get_all("Qingdan Unit", merged, ["name", "merged_into"], as_list=True))


def of_today(units: Iterable[str]) -> list[str]:
	"""The units that answer today in the place of these, in their order, each once."""
	merged = successors()
	return list(dict.fromkeys(last_successor(unit, merged) for unit in units if unit))


def office_of(leader: str | None) -> list[str]:
	"""Enabled users who act for a leader today: the people of their office and the leader."""
	return frappe.db.sql(OFFICE, {"leader": leader, "today": getdate()}, pluck=True) if leader else []


OFFICE = """select `user`.`name` from (
	select `user` from `tabQingdan Leader` where `name` = %(leader)s
	union select `user` from `tabQingdan Leader Office Member` where `parent` = %(leader)s
		and ifnull(`from_date`, %(today)s) <= %(today)s and ifnull(`until_date`, %(today)s) >= %(today)s
) `seat` join `tabUser` `user` on `user`.`name` = `seat`.`user` and `user`.`enabled` = 1
order by `user`.`creation`, `user`.`name`"""
"""In one statement, from the seats to their users: it is asked at every act on a step that an office decides, on a site of thousands."""


def offices_of(leaders: Iterable[str]) -> dict[str, list[str]]:
	"""Leader → who acts for them today, as `office_of` answers, for many leaders in one statement."""
	found = defaultdict(list)
	for leader, user in frappe.db.sql(OFFICES, {"leaders": [*leaders, ""], "today": getdate()}):
		found[leader].append(user)
	return dict(found)


OFFICES = """select `seat`.`leader`, `user`.`name` from (
	select `name` as `leader`, `user` from `tabQingdan Leader` where `name` in %(leaders)s
	union select `parent`, `user` from `tabQingdan Leader Office Member` where `parent` in %(leaders)s
		and ifnull(`from_date`, %(today)s) <= %(today)s and ifnull(`until_date`, %(today)s) >= %(today)s
) `seat` join `tabUser` `user` on `user`.`name` = `seat`.`user` and `user`.`enabled` = 1
order by `seat`.`leader`, `user`.`creation`, `user`.`name`"""


def bodies_behind(units: Iterable[str]) -> list[str]:
	"""The bodies that answer for units: themselves, a group's members, and what they were merged into."""
	return sorted(_closure(units, _members_and_successors))


def units_above(unit: str) -> list[str]:
	"""A unit and its superior units, nearest first."""
	found: list[str] = []
	while unit and unit not in found:
		found.append(unit)
		unit = frappe.db.get_value("Qingdan Unit", unit, "parent_unit")
	return found


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
	found: dict[str, set[str]] = defaultdict(set)
	for duty, name in frappe.db.sql(STANDING, {"user": user, "today": getdate()}):
		found[duty].add(name)
	leaders, handles, below = (frozenset(found.pop(duty, ())) for duty in (LEADER, HANDLER, SUBORDINATE))
	units = {DUTY_ROLE[duty]: frozenset(names) for duty, names in found.items()}
	own, roles = frozenset().union(*units.values()), frozenset(frappe.get_roles(user))
	return Standing(user, roles, units, leaders, handles - own, below - own)


LEADER, SUBORDINATE = "leader", "subordinate"
STANDING = """
with recursive `bodies` as (
	select `duty`, `unit`, 0 as `in_group` from `tabQingdan Contact` where `user` = %(user)s
		and ifnull(`from_date`, %(today)s) <= %(today)s and ifnull(`until_date`, %(today)s) >= %(today)s
	union select `bodies`.`duty`, `merged`.`name`, `bodies`.`in_group` from `bodies`
		join `tabQingdan Unit` `merged` on `merged`.`merged_into` = `bodies`.`unit`
	union select `bodies`.`duty`, `member`.`parent`, 1 from `bodies`
		join `tabQingdan Unit Member` `member` on `member`.`unit` = `bodies`.`unit`
	union select 'subordinate', `child`.`name`, 0 from `bodies`
		join `tabQingdan Unit` `child` on `child`.`parent_unit` = `bodies`.`unit`
		where `bodies`.`duty` != 'Handler' and `bodies`.`in_group` = 0
)
select distinct `duty`, `unit` from `bodies`
union all select 'leader', `parent` from `tabQingdan Leader Office Member` where `user` = %(user)s
	and ifnull(`from_date`, %(today)s) <= %(today)s and ifnull(`until_date`, %(today)s) >= %(today)s
union all select 'leader', `name` from `tabQingdan Leader` where `user` = %(user)s
"""
"""Everything a person stands for, in one statement: every request asks this before anything else. A member of a group is
not above what stands below the group."""


def _valid_today(row) -> Criterion:
	today = getdate()
	begun = row.from_date.isnull() | (row.from_date <= today)
	return begun & (row.until_date.isnull() | (row.until_date >= today))
