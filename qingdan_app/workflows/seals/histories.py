"""Rows that are a history in themselves, written in sets and never again (hook `sealed_histories`): DocType → what a row tells of, its day.

An entry for each row would cost the sets that write them. So the prints of a whole day's rows, one for each document that
they tell of, stand in one entry of the log, once no transaction of that day can be open any more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

import frappe
from frappe.utils import cstr, getdate

from qingdan_app.workflows.engine.trail import Fault, fingerprint
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.seals.comparing import Broken
from qingdan_app.workflows.seals.logged_documents import OF_NO_DOCUMENT, read
from qingdan_app.workflows.workflow_acts import WRITTEN


def note_days() -> None:
	"""Write down what the rows of each day before today say, where that was not done yet; for use late in a day."""
	for doctype, (about, day) in _histories():
		noted = {entry.reference_name for entry in _entries(doctype)}
		for each in _days(doctype, day):
			if each < getdate() and _name(each) not in noted:
				_note(doctype, _name(each), _prints(doctype, about, {day: each}))


def faults(known: Collection[str]) -> Iterator[Broken]:
	"""Days of a history, each with what it tells of, that are not as they were noted. `known` are chains that are broken."""
	for doctype, (about, day) in _histories():
		noted = {entry.reference_name: entry for entry in _entries(doctype)}
		last = max(noted, default="")
		for name in sorted({*noted, *map(_name, _days(doctype, day))}):
			if name <= last and f"{doctype}/{name}" not in known:
				now = _prints(doctype, about, {day: name.removeprefix(OF_NO_DOCUMENT)})
				told = read(noted[name].snapshot) if name in noted else {}
				yield from _differing(doctype, about, name, told, now)


def _differing(
	doctype: str, about: str, day: str, told: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[Broken]:
	"""What was deleted since took its history along."""
	linked = frappe.get_meta(doctype).get_field(about).options
	for name in sorted({*told, *now}):
		if told.get(name) != now.get(name) and frappe.db.exists(linked, name):
			fault = (
				Fault.APPENDED if name not in told else Fault.DELETED if name not in now else Fault.DIFFERS
			)
			yield Broken(f"{doctype}/{day}/{name}", 1, fault.value)


def _histories() -> Iterator[tuple[str, list[str]]]:
	hooked = frappe.get_hooks("sealed_histories", {}).items()
	yield from ((doctype, columns) for doctype, columns in hooked if frappe.db.table_exists(doctype))


def _entries(doctype: str) -> list[Mapping]:
	days = {"reference_doctype": doctype, "reference_name": ("like", f"{OF_NO_DOCUMENT}%")}
	return frappe.get_all(trail.LOG, days, ["reference_name", "snapshot"])


def _days(doctype: str, day: str) -> list[date]:
	rows = frappe.get_all(doctype, {day: ("is", "set")}, pluck=day, distinct=True, order_by=day)
	return [getdate(each) for each in rows]


def _name(day: date) -> str:
	return f"{OF_NO_DOCUMENT}{day}"


def _prints(doctype: str, about: str, rows: Mapping) -> dict[str, str]:
	"""What the rows of a day say, by what they tell of."""
	found, columns = defaultdict(list), ["name", *frappe.get_meta(doctype).get_fieldnames_with_value()]
	for row in frappe.get_all(doctype, rows, columns, order_by="creation, name"):
		found[cstr(row[about])].append([cstr(row[column]) for column in columns])
	return {name: fingerprint(each) for name, each in found.items()}


def _note(doctype: str, name: str, prints: Mapping[str, str]) -> None:
	whose = {
		"reference_doctype": doctype,
		"reference_name": name,
		"act": WRITTEN,
		"actor": frappe.session.user,
	}
	trail.append([trail.blank(**whose, acted_at=trail.moment(), snapshot=trail.kept(prints))])
