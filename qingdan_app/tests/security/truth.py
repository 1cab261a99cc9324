"""Who may see and change what, worked out from the tables alone: none of the code that is tested has a part in it."""

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe.utils import getdate

SEE_ALL = {"Qingdan Supervision Office", "Qingdan List Administrator", "System Manager"}
ADMINISTRATORS = {"Qingdan List Administrator", "System Manager"}
LIVE, HELD_OR_TO_COME = ("Open", "Held"), ("Open", "Held", "Waiting")
EARLIER, PART = "Qingdan Task Earlier Unit", "Qingdan Part"
TASK, REPORT, MATTER = "Qingdan Task", "Qingdan Progress Report", "Qingdan Matter"
CHANGE, NOTICE = "Qingdan Change Request", "Qingdan Supervision Notice"
INSTRUCTION, ISSUE = "Qingdan Instruction", "Qingdan Issue"
LOGGED = frozenset({TASK, REPORT, MATTER, CHANGE, NOTICE, INSTRUCTION, ISSUE, PART, "Qingdan Verification"})
"""Documents of which the log tells what people do."""


class Tables:
	"""The tables as they are now: each is read once, and sorted once by the columns it is asked by."""

	def __init__(self):
		self._rows: dict[str, list] = {}
		self._sorted: dict[tuple[str, ...], dict[tuple, list]] = {}

	def rows(self, doctype: str, **filters) -> list:
		if doctype not in self._rows:
			self._rows[doctype] = frappe.db.sql(f"select * from `tab{doctype}`", as_dict=True)  # noqa: S608
		return self._sorted_by(doctype, *filters)[tuple(filters.values())] if filters else self._rows[doctype]

	def row(self, doctype: str, name: str):
		return self.rows(doctype, name=name)[0]

	def _sorted_by(self, doctype: str, *columns: str) -> dict[tuple, list]:
		key = (doctype, *columns)
		if key not in self._sorted:
			self._sorted[key] = found = defaultdict(list)
			for row in self.rows(doctype):
				found[tuple(row[column] for column in columns)].append(row)
		return self._sorted[key]


class Truth:
	"""What one person may see and change."""

	def __init__(self, user: str, tables: Tables | None = None):
		self.user, self.all = user, user == "Administrator"
		self.tables = tables or Tables()
		self._names: dict[str, set[str]] = {}
		rows = self.tables.rows
		self.roles = {row.role for row in rows("Has Role", parent=user, parenttype="User")}
		self.roles |= set() if user == "Guest" else {"All"}
		if self.tables.row("User", user).user_type == "System User":
			self.roles.add("Desk User")
		self.oversees = self.all or bool(self.roles & SEE_ALL)
		self.units, self.leaders = self._units(("Liaison", "Head")), self._leaders()
		self.handles = self._units(("Handler",)) - self.units
		self.below = self._subordinates() - self.units

	def names(self, doctype: str) -> set[str]:
		"""The documents of a DocType that the person may open; worked out once."""
		if doctype not in self._names:
			self._names[doctype] = self._of(doctype)
		return self._names[doctype]

	def _of(self, doctype: str) -> set[str]:
		shared = {
			row.share_name
			for row in self.tables.rows("DocShare", share_doctype=doctype, user=self.user, read=1)
		}
		if not self.reads(doctype):
			return shared
		rule = getattr(self, "_" + doctype.removeprefix("Qingdan ").lower().replace(" ", "_"))
		return {row.name for row in self.tables.rows(doctype) if self.all or rule(row)} | shared

	def reads(self, doctype: str, right: str = "read") -> bool:
		"""Whether a role of the person has a right on a DocType."""
		own = self.tables.rows("Custom DocPerm", parent=doctype)
		found = own or self.tables.rows("DocPerm", parent=doctype)
		return self.all or any(row.role in self.roles and row[right] and not row.permlevel for row in found)

	def _task(self, row) -> bool:
		rows = [
			*self.tables.rows("Qingdan Task Unit", parent=row.name),
			*self.tables.rows(EARLIER, parent=row.name),
		]
		of_unit = {unit.unit for unit in rows} & self.units
		handed = any(self._is_handed(part) for part in self.tables.rows(PART, task=row.name))
		handed |= self._is_shown_to_superiors(row)
		signs = row.leader in self.leaders or self._has_turn(TASK, row.name)
		return bool(self.oversees or of_unit or handed or signs)

	def _is_shown_to_superiors(self, task) -> bool:
		units = {row.unit for row in self.tables.rows("Qingdan Task Unit", parent=task.name)}
		return bool(self.tables.row("Qingdan List", task.list).superiors_see and units & self.below)

	def _is_handed(self, part) -> bool:
		return part.handler == self.user and part.state != "Taken Back" and part.unit in self.handles

	def _part(self, row) -> bool:
		of_unit = row.unit in self.units or self.tables.row(TASK, row.task).leader in self.leaders
		return bool(self.oversees or of_unit or self._is_handed(row))

	def _drafts(self, report) -> bool:
		"""Whether the person writes the report for a unit that handed its task to them."""
		handed = self.tables.rows(PART, task=report.task, unit=report.unit)
		return any(map(self._is_handed, handed))

	def _key_work(self, row) -> bool:
		return self.oversees or any(self._task(task) for task in self.tables.rows(TASK, key_work=row.name))

	def _progress_report(self, row) -> bool:
		filed = row.state != "草稿" or row.unit in self.units or self._drafts(row)
		return (self._task(self.tables.row(TASK, row.task)) and filed) or self._has_turn(REPORT, row.name)

	def _matter(self, row) -> bool:
		concerned = self.oversees or row.owner == self.user or row.leader in self.leaders
		with_task = any(map(self._task, self.tables.rows(TASK, matter=row.name)))
		return bool(concerned or with_task or self._has_turn(MATTER, row.name))

	def _change_request(self, row) -> bool:
		concerned = self.oversees or row.owner == self.user
		tasks = [
			self.tables.row(TASK, each.task)
			for each in self.tables.rows("Qingdan Change Task", parent=row.name)
		]
		of_tasks = row.state != "草稿" and row.kind != "Revision" and tasks and all(map(self._task, tasks))
		events = self.tables.rows("Qingdan Score Event", name=row.score_event) if row.score_event else []
		of_event = row.state != "草稿" and any(event.unit in self.units for event in events)
		return bool(concerned or of_tasks or of_event or self._has_turn(CHANGE, row.name))

	def _reminder(self, row) -> bool:
		return self.oversees or row.receiver == self.user

	def _light_change(self, row) -> bool:
		return self._task(self.tables.row(TASK, row.task))

	def _verification(self, row) -> bool:
		return self._task(self.tables.row(TASK, row.task))

	def _issue(self, row) -> bool:
		raised = row.state != "草稿" and self._task(self.tables.row(TASK, row.task))
		return bool(self.oversees or row.unit in self.units or raised or self._has_turn(ISSUE, row.name))

	def _instruction(self, row) -> bool:
		concerned = self.oversees or row.owner == self.user or row.leader in self.leaders
		work = {"name": row.task} if row.task else {"key_work": row.key_work}
		theirs = row.unit in self.units or any(map(self._task, self.tables.rows(TASK, **work)))
		return bool(concerned or (row.state != "草稿" and theirs) or self._has_turn(INSTRUCTION, row.name))

	def _supervision_notice(self, row) -> bool:
		tasks = [
			self.tables.row(TASK, each.task)
			for each in self.tables.rows("Qingdan Notice Task", parent=row.name)
		]
		theirs = row.unit in self.units or (tasks and all(map(self._task, tasks)))
		issued = row.state != "草稿" and theirs
		return bool(self.oversees or issued or self._has_turn(NOTICE, row.name))

	def _assessment(self, row) -> bool:
		return self.oversees or row.unit in self.units or row.leader in self.leaders

	def _score_run(self, row) -> bool:
		return self.oversees or not row.simulated

	def _unit_score(self, row) -> bool:
		own = row.unit in self.units or bool(self.leaders)
		return self.oversees or (own and not self.tables.row("Qingdan Score Run", row.run).simulated)

	def _score_event(self, row) -> bool:
		led = any(task.leader in self.leaders for task in self.tables.rows(TASK, name=row.task))
		own = row.unit in self.units or row.rater in self.leaders or led
		return self.oversees or (own and not self.tables.row("Qingdan Score Run", row.run).simulated)

	def _refusal(self, row) -> bool:
		return self._task(self.tables.row(TASK, row.task)) or self._has_turn("Qingdan Refusal", row.name)

	def _contact(self, row) -> bool:
		return self.oversees or row.user == self.user

	def _import(self, row) -> bool:
		return self.oversees

	def _approval_request(self, row) -> bool:
		turns = self.tables.rows("Qingdan Approval Assignment", request=row.name, assignee=self.user)
		mine = row.initiator == self.user or any(turn.standing in HELD_OR_TO_COME for turn in turns)
		copied = self.tables.rows("Qingdan Approval Copy", request=row.name, user=self.user)
		return bool(mine or copied or self._oversees(row) or self._with_document(row))

	def _approval_assignment(self, row) -> bool:
		return self.user in (row.assignee, row.on_behalf_of) or self._oversees(row)

	def _approval_copy(self, row) -> bool:
		return row.user == self.user or self._oversees(row)

	def _approval_log(self, row) -> bool:
		under_approval = {
			TASK,
			REPORT,
			*(flow.document_type for flow in self.tables.rows("Qingdan Approval Flow")),
		}
		return row.reference_doctype in under_approval and self._with_document(row)

	def _approval_delegation(self, row) -> bool:
		return self.oversees or self.user in (row.person, row.delegate, row.owner)

	def _message(self, row) -> bool:
		return self._oversees(row) or (row.receiver == self.user and row.state in settled())

	def _message_preference(self, row) -> bool:
		return row.user == self.user

	def _common_phrase(self, row) -> bool:
		return (row.user or self.user) == self.user

	def _oversees(self, row) -> bool:
		return self.oversees and self.reads(row.reference_doctype)

	def _with_document(self, row) -> bool:
		return row.reference_name in self.names(row.reference_doctype)

	def _has_turn(self, doctype: str, name: str) -> bool:
		turns = self.tables.rows(
			"Qingdan Approval Assignment", reference_doctype=doctype, reference_name=name, assignee=self.user
		)
		return any(turn.standing in LIVE for turn in turns)

	def told_with_a_request(self) -> set[str]:
		"""Entries of the log that the person reads within a request that was copied to them: what was said until then."""
		copies = self.tables.rows("Qingdan Approval Copy", user=self.user)
		return {
			entry.name
			for copy in copies
			for entry in self.tables.rows("Qingdan Approval Log", reference_name=copy.reference_name)
			if entry.acted_at <= copy.sent_at
		}

	def touches(self, doctype: str, row) -> bool:
		"""Whether something the person may do, saved or through a flow, may bring, change or take away this row."""
		rule = getattr(self, "_touches_" + doctype.removeprefix("Qingdan ").lower().replace(" ", "_"), None)
		return self.all or (rule(row) if rule else self._acts_around(row))

	def saves(self, doctype: str, row) -> bool:
		"""Whether the person may save a document of theirs that no flow holds."""
		rule = SAVED.get(doctype)
		return bool(rule and self.reads(doctype, "write") and rule(self, row))

	def _acts_around(self, row) -> bool:
		"""Rows of the engine come and change with what somebody does on the document, or on a request of their own."""
		mine = self.user in (row.get("assignee"), row.get("user"), row.get("receiver"), row.get("initiator"))
		return mine or self._acts_on(row.reference_doctype, row.reference_name)

	def _acts_on(self, doctype: str, name: str) -> bool:
		if doctype not in LOGGED or not self.tables.rows(doctype, name=name):
			return False
		return self._has_turn(doctype, name) or self.touches(doctype, self.tables.row(doctype, name))

	def _touches_task(self, row) -> bool:
		of_unit = {unit.unit for unit in self.tables.rows("Qingdan Task Unit", parent=row.name)} & self.units
		signs = self._has_turn(TASK, row.name) or row.leader in self.leaders or self.oversees
		return self.reads(TASK) and bool(of_unit or signs)

	def _touches_progress_report(self, row) -> bool:
		return row.unit in self.units or self._drafts(row) or self._acts_on(TASK, row.task)

	def _touches_matter(self, row) -> bool:
		concerned = self.oversees or row.owner == self.user or row.leader in self.leaders
		return self.reads(MATTER, "write") and bool(concerned)

	def _touches_change_request(self, row) -> bool:
		return self.reads(CHANGE, "write") and (self.oversees or row.owner == self.user)

	def _touches_issue(self, row) -> bool:
		return bool(self.oversees or row.unit in self.units or row.leader in self.leaders)

	def _touches_instruction(self, row) -> bool:
		mine = row.owner == self.user or row.leader in self.leaders or row.unit in self.units
		return bool(self.oversees or mine)

	def _touches_supervision_notice(self, row) -> bool:
		return self.oversees or row.unit in self.units

	def _touches_refusal(self, row) -> bool:
		return self.oversees or row.unit in self.units

	def _touches_part(self, row) -> bool:
		return self._is_handed(row) or self._acts_on(TASK, row.task)

	def _touches_reminder(self, row) -> bool:
		return False

	def _touches_verification(self, row) -> bool:
		return self.oversees

	def _touches_light_change(self, row) -> bool:
		return self._acts_on(TASK, row.task)

	def _touches_assessment(self, row) -> bool:
		return row.leader in self.leaders or (row.kind != "Rating" and self.oversees)

	def _touches_score_run(self, row) -> bool:
		return self.oversees

	def _touches_unit_score(self, row) -> bool:
		return self.oversees

	def _touches_score_event(self, row) -> bool:
		return self.oversees

	def _touches_key_work(self, row) -> bool:
		return any(self._touches_task(task) for task in self.tables.rows(TASK, key_work=row.name))

	def _touches_contact(self, row) -> bool:
		return self.saves("Qingdan Contact", row)

	def _touches_import(self, row) -> bool:
		return self.oversees and self.reads("Qingdan Import", "write")

	def _touches_approval_delegation(self, row) -> bool:
		return self.saves("Qingdan Approval Delegation", row)

	def _touches_common_phrase(self, row) -> bool:
		return self.saves("Qingdan Common Phrase", row)

	def _touches_message_preference(self, row) -> bool:
		return row.user == self.user

	def _units(self, duties: Iterable[str]) -> set[str]:
		return self._stood_for(self._contacts(duties))

	def _contacts(self, duties: Iterable[str]) -> set[str]:
		own = (row for row in self.tables.rows("Qingdan Contact", user=self.user) if row.duty in duties)
		return {row.unit for row in own if is_valid(row)}

	def _subordinates(self) -> set[str]:
		"""Whatever lies below the person's units, what was merged into these, and so on; then the groups they stand in."""
		found, above = set(), self._contacts(("Liaison", "Head"))
		while above:
			rows = self.tables.rows("Qingdan Unit")
			above = {row.name for row in rows if {row.parent_unit, row.merged_into} & above} - found
			found |= above
		return self._stood_for(found)

	def _stood_for(self, found: set[str]) -> set[str]:
		while True:
			merged = {
				row.name for unit in found for row in self.tables.rows("Qingdan Unit", merged_into=unit)
			}
			groups = {
				row.parent for unit in found for row in self.tables.rows("Qingdan Unit Member", unit=unit)
			}
			if merged | groups <= found:
				return found
			found |= merged | groups

	def _leaders(self) -> set[str]:
		office = {
			row.parent
			for row in self.tables.rows("Qingdan Leader Office Member", user=self.user)
			if is_valid(row)
		}
		return office | {row.name for row in self.tables.rows("Qingdan Leader", user=self.user)}


def is_valid(row) -> bool:
	today = getdate()
	return (not row.from_date or row.from_date <= today) and (not row.until_date or row.until_date >= today)


def settled() -> Iterable[str]:
	from qingdan_app.messaging.rules.kinds import SETTLED

	return SETTLED


SAVED = {
	"Qingdan Matter": lambda truth, row: (truth.oversees or row.owner == truth.user) and row.state == "草稿",
	"Qingdan Change Request": lambda truth, row: (
		(truth.oversees or row.owner == truth.user) and row.state == "草稿"
	),
	"Qingdan Issue": lambda truth, row: (truth.all or row.unit in truth.units) and row.state == "草稿",
	"Qingdan Instruction": lambda truth, row: (
		(truth.oversees or row.owner == truth.user) and row.state == "草稿"
	),
	"Qingdan Supervision Notice": lambda truth, row: truth.oversees and row.state == "草稿",
	"Qingdan Task": lambda truth, row: truth.oversees,
	"Qingdan Key Work": lambda truth, row: truth.oversees,
	"Qingdan Contact": lambda truth, row: truth.oversees,
	"Qingdan Assessment": lambda truth, row: truth.all or truth._touches_assessment(row),
	"Qingdan Progress Report": lambda truth, row: (
		(truth.all or row.unit in truth.units or truth._drafts(row)) and row.state in ("草稿", "已退回")
	),
	"Qingdan Approval Delegation": lambda truth, row: (
		truth.all or truth.user in (row.person, row.owner) or truth.roles & ADMINISTRATORS
	),
	"Qingdan Message Preference": lambda truth, row: truth.all or row.user == truth.user,
	"Qingdan Common Phrase": lambda truth, row: (
		truth.all or row.user == truth.user or (not row.user and bool(truth.roles & ADMINISTRATORS))
	),
}
"""Which documents of a DocType a person may save whose roles may write it; no others are saved by anybody."""
