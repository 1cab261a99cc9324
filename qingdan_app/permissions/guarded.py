"""Every DocType of which not everybody sees every document, in one table: plain data, from which hooks, the endpoints
in the place of core's and the companions are derived. A new guarded DocType is written here and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from qingdan_app.workflows import guarded as engine
from qingdan_app.workflows.guarded import Guarded

CONDITIONS, DOCUMENTS = "qingdan_app.permissions.conditions", "qingdan_app.permissions.documents"
MESSAGES, MATTERS = "qingdan_app.permissions.messages", "qingdan_app.matters.who_sees"
CHANGES, NOTICES = "qingdan_app.changes.who_sees", "qingdan_app.notices.who_sees"
INSTRUCTIONS = "qingdan_app.instructions.who_sees"
ISSUES = "qingdan_app.issues.who_sees"
SCORES = "qingdan_app.scores.who_sees"
SEARCH, CHECK = "qingdan_app.permissions.search.search_visible", f"{DOCUMENTS}.check"


def _ruled(condition: str, change: str = "", creation: str = "") -> Guarded:
	return Guarded(
		f"{CONDITIONS}.{condition}",
		change and f"{CONDITIONS}.{change}",
		creation and f"{DOCUMENTS}.{creation}",
	)


def _written_by_its_room(condition: str) -> Guarded:
	"""Nobody changes or begins one by a form."""
	return Guarded(condition, change=f"{engine.ACCESS}.none", creation=f"{engine.ACCESS}.nobody")


def _rows(condition: str, parent: str) -> Guarded:
	return Guarded(f"{CONDITIONS}.{condition}", parent=parent)


GUARDED: Mapping[str, Guarded] = {
	**engine.GUARDED,
	"Qingdan Task": _ruled("tasks", change="tasks_to_change", creation="new_task"),
	"Qingdan Key Work": _ruled("key_works"),
	"Qingdan Progress Report": _ruled("reports", change="reports_to_change", creation="new_report"),
	"Qingdan Contact": _ruled("contacts", creation="new_contact"),
	"Qingdan Matter": Guarded(f"{MATTERS}.matters", f"{MATTERS}.matters_to_change", f"{MATTERS}.new_matter"),
	"Qingdan Matter Unit": Guarded(f"{MATTERS}.units", parent="Qingdan Matter"),
	"Qingdan Change Request": Guarded(
		f"{CHANGES}.requests", f"{CHANGES}.requests_to_change", f"{CHANGES}.new_request"
	),
	"Qingdan Change Task": Guarded(f"{CHANGES}.tasks", parent="Qingdan Change Request"),
	"Qingdan Change Unit": Guarded(f"{CHANGES}.units", parent="Qingdan Change Request"),
	"Qingdan Change Milestone": Guarded(f"{CHANGES}.milestones", parent="Qingdan Change Request"),
	"Qingdan Instruction": Guarded(
		f"{INSTRUCTIONS}.instructions",
		f"{INSTRUCTIONS}.instructions_to_change",
		f"{INSTRUCTIONS}.new_instruction",
	),
	"Qingdan Issue": Guarded(f"{ISSUES}.issues", f"{ISSUES}.issues_to_change", f"{ISSUES}.new_issue"),
	"Qingdan Verification": Guarded(
		f"{CONDITIONS}.verifications",
		change=f"{engine.ACCESS}.none",
		creation=f"{DOCUMENTS}.new_verification",
	),
	"Qingdan Supervision Notice": Guarded(
		f"{NOTICES}.notices", f"{NOTICES}.notices_to_change", f"{NOTICES}.new_notice"
	),
	"Qingdan Notice Task": Guarded(f"{NOTICES}.tasks", parent="Qingdan Supervision Notice"),
	"Qingdan Import": _ruled("imports", creation="nothing_new"),
	"Qingdan Message": _written_by_its_room(f"{MESSAGES}.messages"),
	"Qingdan Message Preference": Guarded(f"{MESSAGES}.preferences"),
	"Qingdan Task Unit": _rows("task_units", "Qingdan Task"),
	"Qingdan Task Earlier Unit": _rows("task_earlier_units", "Qingdan Task"),
	"Qingdan Refusal": _written_by_its_room(f"{CONDITIONS}.refusals"),
	"Qingdan Light Change": _written_by_its_room(f"{CONDITIONS}.light_changes"),
	"Qingdan Reminder": _written_by_its_room(f"{CONDITIONS}.reminders"),
	"Qingdan Assessment": Guarded(
		f"{SCORES}.assessments", f"{SCORES}.assessments_to_change", f"{SCORES}.new_assessment"
	),
	"Qingdan Score Run": Guarded(
		f"{SCORES}.runs", change=f"{SCORES}.runs_to_change", creation=f"{engine.ACCESS}.nobody"
	),
	"Qingdan Unit Score": _written_by_its_room(f"{SCORES}.unit_scores"),
	"Qingdan Score Event": _written_by_its_room(f"{SCORES}.score_events"),
	"Qingdan Part": _written_by_its_room(f"{CONDITIONS}.parts"),
	"Qingdan Task Milestone": _rows("task_milestones", "Qingdan Task"),
	"Qingdan Task Target": _rows("task_targets", "Qingdan Task"),
	"Qingdan Reporting Rule In Force": _rows("rules_in_force", "Qingdan Task"),
	"Qingdan Report Evidence": _rows("report_evidence", "Qingdan Progress Report"),
	"Qingdan Report Figure": _rows("report_figures", "Qingdan Progress Report"),
	"Qingdan Import List": _rows("imports", "Qingdan Import"),
	"Qingdan Import Unit": _rows("imports", "Qingdan Import"),
	"Qingdan Import Lead": _rows("imports", "Qingdan Import"),
	"Qingdan Import Issue": _rows("imports", "Qingdan Import"),
}

RULED: Mapping[str, Guarded] = {name: rule for name, rule in GUARDED.items() if not rule.parent}
"""Those whose documents stand by themselves."""

COMPANIONS = "qingdan_app.permissions.companions"


@dataclass(frozen=True)
class Companion:
	"""A DocType of core whose rows speak of documents of ours and follow these: in which columns, and who says so."""

	about: tuple[str, str]
	condition: str
	document: str


FOLLOWING: Mapping[str, Companion] = {
	"File": Companion(
		("attached_to_doctype", "attached_to_name"), f"{COMPANIONS}.files", f"{COMPANIONS}.check"
	),
	"Tag Link": Companion(
		("document_type", "document_name"), f"{COMPANIONS}.tag_links", f"{COMPANIONS}.check"
	),
	"Document Follow": Companion(
		("ref_doctype", "ref_docname"), f"{COMPANIONS}.follows", f"{COMPANIONS}.check"
	),
}


_ON_COMMENT = ("before_insert", "before_validate")
BESIDE: Mapping[str, dict[str, str]] = {
	"Tag Link": {"before_insert": f"{COMPANIONS}.check_tag", "on_trash": f"{COMPANIONS}.keep_archived"},
	"Comment": {
		**dict.fromkeys(_ON_COMMENT, f"{COMPANIONS}.check_comment"),
		"after_insert": "qingdan_app.workflows.flows.keeping.check_deleted_doctype",
		"on_trash": f"{COMPANIONS}.keep_archived",
	},
	"Document Follow": {"before_insert": f"{COMPANIONS}.check_follow"},
	"DocShare": {"validate": f"{COMPANIONS}.refuse_share"},
}
"""What is asked of rows of core that stand beside a document: the hook `doc_events`."""

BUILT = "qingdan_app.saved_reports.sight"
"""Who sees reports that people build, by a rule of their own room."""


def list_conditions() -> dict[str, str]:
	"""The hook `permission_query_conditions`."""
	found = {name: rule.condition for name, rule in {**GUARDED, **FOLLOWING}.items()}
	return {**found, "Report": f"{BUILT}.condition"}


def document_checks() -> dict[str, str]:
	"""The hook `has_permission`."""
	found = {**dict.fromkeys(RULED, CHECK), **{name: rule.document for name, rule in FOLLOWING.items()}}
	return {**found, "Report": f"{BUILT}.check"}


def searches() -> dict[str, str]:
	"""The hook `standard_queries`."""
	return dict.fromkeys([*RULED, *FOLLOWING], SEARCH)
