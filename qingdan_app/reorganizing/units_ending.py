"""The units themselves: one that takes over under a new name, contacts who go along, and the unit that ends."""

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, getdate

from qingdan_app.handlers import handing_on
from qingdan_app.organization import people
from qingdan_app.reorganizing import scope
from qingdan_app.reorganizing.rules.kinds import ENDS_UNIT, PEOPLE_GO_ALONG, Kind

UNIT, CONTACT, DELEGATION = "Qingdan Unit", "Qingdan Contact", "Qingdan Approval Delegation"


def prepare(order: Document) -> str | None:
	"""Have the unit that takes over stand there with its people, before anything becomes its own; answers its name."""
	kind = Kind(order.kind)
	if kind is Kind.PORTFOLIO:
		return None
	new = _renamed(order) if kind is Kind.RENAMING else order.new_unit
	if kind in PEOPLE_GO_ALONG:
		handing_on.go_along(order.unit, new)
		for name in scope.contacts_of(order.unit, getdate()):
			_take_along(frappe.get_doc(CONTACT, name), new)
		_scopes_follow(order.unit, new)
	people.forget_standings()
	return new


def settle(order: Document, new: str | None) -> None:
	"""The unit that has ended leads to the one that has taken over: whatever still says its name finds people there."""
	kind = Kind(order.kind)
	if kind not in ENDS_UNIT:
		return
	if order.unit in people.units_above(new):
		_write(UNIT, new, parent_unit=frappe.db.get_value(UNIT, order.unit, "parent_unit"))
	for name in frappe.get_all(UNIT, {"parent_unit": order.unit, "name": ("!=", new)}, pluck="name"):
		_write(UNIT, name, parent_unit=new)
	if kind is Kind.DISSOLUTION:
		for name in scope.contacts_of(order.unit, getdate()):
			_end(frappe.get_doc(CONTACT, name))
	_write(UNIT, order.unit, merged_into=new, disabled=1)


def _renamed(order: Document) -> str:
	old = frappe.get_doc(UNIT, order.unit)
	new = frappe.new_doc(UNIT)
	new.update({"unit_name": order.new_name, **{name: old.get(name) for name in KEPT_OF_UNIT}})
	for row in old.members:
		new.append("members", {"unit": row.unit})
	return _keep(new).name


KEPT_OF_UNIT = ("kind", "is_group", "parent_unit")


def _take_along(contact: Document, unit: str) -> None:
	"""The duty goes on at the unit that takes over; what it was until yesterday stays on record."""
	if _begins_later(contact):
		contact.unit = unit
		_keep(contact)
		return
	same = {"user": contact.user, "unit": unit, "duty": contact.duty, "until_date": ("is", "not set")}
	if not frappe.db.exists(CONTACT, same):
		going_on = frappe.copy_doc(contact)
		going_on.update({"unit": unit, "from_date": getdate()})
		_keep(going_on)
	_end(contact)


def _end(contact: Document) -> None:
	if _begins_later(contact):
		contact.flags.ignore_permissions = True
		contact.delete()
		return
	contact.until_date = add_days(getdate(), -1)
	_keep(contact)


def _begins_later(contact: Document) -> bool:
	"""Also today: nothing of it was yesterday."""
	return bool(contact.from_date) and getdate(contact.from_date) >= getdate()


def _scopes_follow(old: str, new: str) -> None:
	"""Who stands in for somebody as far as a unit goes, goes on doing so."""
	going_on = {"scope_kind": "Unit", "scope_key": old, "revoked": 0}
	for name in frappe.get_all(DELEGATION, going_on, pluck="name"):
		_write(DELEGATION, name, scope_key=new)


def _write(doctype: str, name: str, **values: object) -> None:
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.update(values)
	_keep(doc)


def _keep(doc: Document) -> Document:
	# supervision gives the order, and changes units and contacts by it alone
	return doc.save(ignore_permissions=True)
