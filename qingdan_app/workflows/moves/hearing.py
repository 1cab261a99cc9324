"""Apps that do not own a document hear what its approval did (hook `approval_events`), when all that follows is done.

A listener is a function of one `Heard`; it runs in the transaction of the act, so what it writes stands or falls with it,
and what it raises refuses the act.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import frappe
from frappe.utils import cint

from qingdan_app.workflows import workflow_acts
from qingdan_app.workflows.log import trail

if TYPE_CHECKING:
	from qingdan_app.workflows.moves.held import Held

HOOK = "approval_events"
FIELDS = ("request", "act", "actor", "on_behalf_of", "opinion", "from_state", "to_state", "acted_at", "event")


@dataclass(frozen=True)
class Heard:
	"""One entry of an approval log, as it is told: the act, whose it was, and how a request ended by it."""

	doctype: str
	name: str
	act: str
	"""A verb of a request (`start`, `approve`, `return` …) or an act of the document's Workflow."""
	actor: str
	at: datetime
	request: str = ""
	"""Empty for an act of the Workflow."""
	outcome: str = ""
	"""`approved`, `rejected`, `withdrawn` or `terminated` where the request has ended; empty while it runs."""
	on_behalf_of: str = ""
	opinion: str = ""
	from_state: str = ""
	to_state: str = ""


def tell(held: "Held") -> None:
	"""Tell the listeners of the site what was written to the logs of these documents, in order."""
	written = held.take_written()
	listeners = [frappe.get_attr(path) for path in frappe.get_hooks(HOOK)]
	if not listeners:
		return
	for (doctype, name), since in written.items():
		for heard in _entries(doctype, name, since):
			for listener in listeners:
				listener(heard)


def _entries(doctype: str, name: str, since: int) -> list[Heard]:
	"""What the log holds beyond a place: what was undone meanwhile is not there. That a document was submitted is heard
	with the decision that did it."""
	about = {"reference_doctype": doctype, "reference_name": name, "sequence": (">", cint(since))}
	rows = frappe.get_all(trail.LOG, about, list(FIELDS), order_by="sequence")
	return [_heard(doctype, name, row) for row in rows if row.act != workflow_acts.SUBMITTED]


def _heard(doctype: str, name: str, row: dict) -> Heard:
	event = json.loads(row.pop("event") or "{}")
	ends = (change["outcome"] for change in event.get("changes", ()) if change.get("outcome"))
	words = {field: row[field] or "" for field in FIELDS if field not in ("acted_at", "event")}
	return Heard(doctype, name, at=row["acted_at"], outcome=next(ends, ""), **words)
