"""What stands in the way of an order, in words; and which words of flows and routes name whoever is gone afterwards."""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _
from frappe.utils import getdate

from qingdan_app.organization import people
from qingdan_app.reorganizing.exceptions import NotInOrder
from qingdan_app.reorganizing.rules.kinds import ENDS_UNIT, PEOPLE_GO_ALONG, Kind, given_away_by, missing
from qingdan_app.reorganizing.scope import TASK

ORDER, LEADER, UNIT = "Qingdan Reorganization", "Qingdan Leader", "Qingdan Unit"
MOST_NAMED = 10


def problems(order: Mapping, tasks: Iterable[str]) -> list[str]:
	"""Why an order cannot be carried out; empty where it can."""
	kind, meta = Kind(order.get("kind")), frappe.get_meta(ORDER)
	lacking = [_("{0} is missing").format(_(meta.get_label(name))) for name in missing(kind, order)]
	if lacking:
		return lacking
	found = _of_leaders(order) if kind is Kind.PORTFOLIO else _of_units(kind, order)
	return [*found, *_refused(kind, order, tasks)]


def refuse(order: Mapping, tasks: Iterable[str]) -> None:
	"""Raise NotInOrder with everything that stands in the way."""
	found = problems(order, tasks)
	if found:
		frappe.throw(_("This cannot be carried out: {0}.").format("；".join(found)), NotInOrder)


def named_in(order: Mapping) -> list[str]:
	"""Routes and flows in force whose conditions name who gives away, where nobody of that name will answer any more."""
	kind = Kind(order.get("kind"))
	name = given_away_by(kind, order)
	if not name or kind is Kind.TRANSFER:
		return []
	said = {"value": ("like", f"%{name}%")}
	routes = frappe.get_all("Qingdan Approval Route Row", said, pluck="parent", distinct=True)
	flows = frappe.get_all("Qingdan Approval Condition", said, pluck="parent", distinct=True)
	published = {"name": ("in", flows or [""]), "status": "Published"}
	return sorted({*routes, *frappe.get_all("Qingdan Approval Flow", published, pluck="title")})


def _of_leaders(order: Mapping) -> list[str]:
	old, new = order.get("leader"), order.get("new_leader")
	if old == new:
		return [_("who gives away and who takes over are the same")]
	if not people.office_of(new):
		return [_("nobody acts for {0}: name the people of the office first").format(new)]
	return []


def _of_units(kind: Kind, order: Mapping) -> list[str]:
	old = frappe.get_cached_doc(UNIT, order.get("unit"))
	if old.merged_into:
		return [_("{0} was merged into {1} already").format(old.name, old.merged_into)]
	if kind is Kind.RENAMING:
		return _of_new_name(order.get("new_name"))
	new = frappe.get_cached_doc(UNIT, order.get("new_unit"))
	if new.name == old.name:
		return [_("who gives away and who takes over are the same")]
	if new.disabled or new.merged_into:
		return [_("{0} is there no longer").format(new.name)]
	if kind in ENDS_UNIT and old.name in people.bodies_behind([new.name]):
		return [_("{0} answers through {1}").format(new.name, old.name)]
	if kind not in PEOPLE_GO_ALONG and not people.contacts_of([new.name]):
		return [_("{0} has no contact: name its people first").format(new.name)]
	return []


def _of_new_name(name: str) -> list[str]:
	if frappe.db.exists(UNIT, name):
		return [_("there is a unit {0} already; merge into it instead").format(name)]
	holder = frappe.db.get_value("Qingdan Unit Alias", {"alias": name}, "parent")
	return [_("“{0}” means {1} already.").format(name, holder)] if holder else []


def _refused(kind: Kind, order: Mapping, tasks: Iterable[str]) -> list[str]:
	"""Tasks whose lead unit says that they are not its duty: that is settled with the unit that has said so."""
	if kind in (Kind.PORTFOLIO, Kind.RENAMING):
		return []
	led = {"name": ("in", [*tasks] or [""]), "open_refusal": ("is", "set"), "lead_unit": order.get("unit")}
	names = frappe.get_all(TASK, led, pluck="name", order_by="name")
	said = "、".join(names[:MOST_NAMED])
	return (
		[_("settle first what {0} has answered about {1}").format(order.get("unit"), said)] if names else []
	)


def is_due(order: Mapping) -> bool:
	"""Whether the day has come."""
	return getdate(order.get("effective_date")) <= getdate()
