"""Every DocType of which not everybody sees every document, in one table: plain data, from which hooks, the endpoints
in the place of core's and the companions are derived. A new guarded DocType is written here and nowhere else.
"""

from collections.abc import Mapping

from qingdan_app.workflows import guarded as engine
from qingdan_app.workflows.guarded import Guarded

CONDITIONS, DOCUMENTS = "qingdan_app.permissions.conditions", "qingdan_app.permissions.documents"
MESSAGES = "qingdan_app.permissions.messages"
SEARCH = "qingdan_app.permissions.search.search_visible"


def _ruled(condition: str, document: str) -> Guarded:
	return Guarded(f"{CONDITIONS}.{condition}", f"{DOCUMENTS}.{document}")


def _rows(condition: str, parent: str) -> Guarded:
	return Guarded(f"{CONDITIONS}.{condition}", parent=parent)


GUARDED: Mapping[str, Guarded] = {
	**engine.GUARDED,
	"Qingdan Task": _ruled("tasks", "task"),
	"Qingdan Key Work": _ruled("key_works", "key_work"),
	"Qingdan Progress Report": _ruled("reports", "report"),
	"Qingdan Contact": _ruled("contacts", "contact"),
	"Qingdan Import": _ruled("imports", "import_run"),
	"Qingdan Approval Log": _ruled("approval_log", "approval_log"),
	"Qingdan Message": Guarded(f"{MESSAGES}.messages", f"{MESSAGES}.message"),
	"Qingdan Message Preference": Guarded(f"{MESSAGES}.preferences", f"{MESSAGES}.preference"),
	"Qingdan Task Unit": _rows("task_units", "Qingdan Task"),
	"Qingdan Task Milestone": _rows("task_milestones", "Qingdan Task"),
	"Qingdan Report Evidence": _rows("report_evidence", "Qingdan Progress Report"),
	"Qingdan Import List": _rows("imports", "Qingdan Import"),
	"Qingdan Import Unit": _rows("imports", "Qingdan Import"),
	"Qingdan Import Lead": _rows("imports", "Qingdan Import"),
	"Qingdan Import Issue": _rows("imports", "Qingdan Import"),
}

RULED: Mapping[str, Guarded] = {name: rule for name, rule in GUARDED.items() if not rule.parent}
"""Those whose documents stand by themselves."""

COMPANIONS = "qingdan_app.permissions.companions"
FOLLOWING: Mapping[str, Guarded] = {
	"File": Guarded(f"{COMPANIONS}.files", f"{COMPANIONS}.file"),
	"Tag Link": Guarded(f"{COMPANIONS}.tag_links", f"{COMPANIONS}.tag_link"),
	"Document Follow": Guarded(f"{COMPANIONS}.follows", f"{COMPANIONS}.follow"),
}
"""DocTypes of core whose rows speak of documents of ours, and follow these."""


def list_conditions() -> dict[str, str]:
	"""The hook `permission_query_conditions`."""
	return {name: rule.condition for name, rule in {**GUARDED, **FOLLOWING}.items()}


def document_checks() -> dict[str, str]:
	"""The hook `has_permission`."""
	return {name: rule.document for name, rule in {**RULED, **FOLLOWING}.items()}


def searches() -> dict[str, str]:
	"""The hook `standard_queries`."""
	return dict.fromkeys(RULED, SEARCH)
