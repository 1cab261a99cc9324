"""Lists issued anew that wait for their decision: one at a time for each list, whoever asks."""

from collections.abc import Iterable

import frappe
from frappe import _

from qingdan_app.changes.exceptions import ChangeNotPossible
from qingdan_app.changes.rules.change_states import ChangeState
from qingdan_app.changes.rules.kinds import Kind

PART = "Qingdan Import List"


def refuse_second(lists: Iterable[str], beside: str = "", error: type[Exception] = ChangeNotPossible) -> None:
	"""Lock the lists, and raise `error` while another request than `beside` waits for its decision about one of them."""
	found = [name for name in waiting_about(lists, locked=True) if name != beside]
	if found:
		words = _("{0} waits for its decision about the same list. It is decided or withdrawn first.")
		frappe.throw(words.format("、".join(found)), error)


def waiting_about(lists: Iterable[str], locked: bool = False) -> list[str]:
	"""The requests that wait for their decision about one of these lists; `locked` as they are once the lists are locked."""
	codes = sorted(set(lists)) or [""]
	waiting = {"lists": codes, "kind": Kind.REVISION.value, "state": ChangeState.IN_APPROVAL.value}
	if locked:
		frappe.db.sql(LOCKED, {"lists": codes})
	statement = f"{WAITING} lock in share mode" if locked else WAITING
	return sorted(set(frappe.db.sql(statement, waiting, pluck=True)))


LOCKED = "select `name` from `tabQingdan List` where `name` in %(lists)s order by `name` for update"
WAITING = """select `request`.`name` from `tabQingdan Change Request` `request`
	join `tabQingdan Import List` `part` on `part`.`parent` = `request`.`source_import`
	where `request`.`kind` = %(kind)s and `request`.`state` = %(state)s and `part`.`code` in %(lists)s"""


def lists_of(source_import: str | None) -> list[str]:
	"""The lists that an import brought."""
	return frappe.get_all(PART, {"parent": source_import or ""}, pluck="code")
