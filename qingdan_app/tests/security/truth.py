"""Who may see what, worked out from the tables alone: none of the code that is tested has a part in it."""

from collections.abc import Iterable

import frappe
from frappe.utils import getdate

SEE_ALL = {"Qingdan Supervision Office", "Qingdan List Administrator", "System Manager"}
LIVE, HELD_OR_TO_COME = ("Open", "Held"), ("Open", "Held", "Waiting")
TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"


class Truth:
	"""What one person may see."""

	def __init__(self, user: str):
		self.user, self.all = user, user == "Administrator"
		self._names: dict[str, set[str]] = {}
		self.roles = {row.role for row in rows("Has Role", parent=user, parenttype="User")} | {"All"}
		self.oversees = self.all or bool(self.roles & SEE_ALL)
		self.units, self.leaders = self._units(), self._leaders()

	def names(self, doctype: str) -> set[str]:
		"""The documents of a DocType that the person may open; worked out once."""
		if doctype not in self._names:
			self._names[doctype] = self._of(doctype)
		return self._names[doctype]

	def _of(self, doctype: str) -> set[str]:
		shared = {row.share_name for row in rows("DocShare", share_doctype=doctype, user=self.user, read=1)}
		if not self.reads(doctype):
			return shared
		rule = getattr(self, "_" + doctype.removeprefix("Qingdan ").lower().replace(" ", "_"))
		return {row.name for row in rows(doctype) if self.all or rule(row)} | shared

	def reads(self, doctype: str) -> bool:
		own = rows("Custom DocPerm", parent=doctype)
		found = own or rows("DocPerm", parent=doctype)
		return self.all or any(row.role in self.roles and row.read and not row.permlevel for row in found)

	def _task(self, row) -> bool:
		of_unit = {unit.unit for unit in rows("Qingdan Task Unit", parent=row.name)} & self.units
		return bool(self.oversees or of_unit or row.leader in self.leaders or self._has_turn(TASK, row.name))

	def _key_work(self, row) -> bool:
		return self.oversees or any(self._task(task) for task in rows(TASK, key_work=row.name))

	def _progress_report(self, row) -> bool:
		filed = row.state != "草稿" or row.unit in self.units
		return (self._task(row_of(TASK, row.task)) and filed) or self._has_turn(REPORT, row.name)

	def _contact(self, row) -> bool:
		return self.oversees or row.user == self.user

	def _import(self, row) -> bool:
		return self.oversees

	def _approval_request(self, row) -> bool:
		turns = rows("Qingdan Approval Assignment", request=row.name, assignee=self.user)
		mine = row.initiator == self.user or any(turn.standing in HELD_OR_TO_COME for turn in turns)
		copied = rows("Qingdan Approval Copy", request=row.name, user=self.user)
		return bool(mine or copied or self._oversees(row) or self._with_document(row))

	def _approval_assignment(self, row) -> bool:
		return self.user in (row.assignee, row.on_behalf_of) or self._oversees(row)

	def _approval_copy(self, row) -> bool:
		return row.user == self.user or self._oversees(row)

	def _approval_log(self, row) -> bool:
		under_approval = {TASK, REPORT, *(flow.document_type for flow in rows("Qingdan Approval Flow"))}
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
		turns = rows(
			"Qingdan Approval Assignment", reference_doctype=doctype, reference_name=name, assignee=self.user
		)
		return any(turn.standing in LIVE for turn in turns)

	def _units(self) -> set[str]:
		found = {row.unit for row in rows("Qingdan Contact", user=self.user) if is_valid(row)}
		while True:
			merged = {row.name for unit in found for row in rows("Qingdan Unit", merged_into=unit)}
			groups = {row.parent for unit in found for row in rows("Qingdan Unit Member", unit=unit)}
			if merged | groups <= found:
				return found
			found |= merged | groups

	def _leaders(self) -> set[str]:
		office = {row.parent for row in rows("Qingdan Leader Office Member", user=self.user) if is_valid(row)}
		return office | {row.name for row in rows("Qingdan Leader", user=self.user)}


def rows(doctype: str, **filters) -> list:
	conditions = " and ".join(f"`{column}` = %({column})s" for column in filters) or "1=1"
	return frappe.db.sql(f"select * from `tab{doctype}` where {conditions}", filters, as_dict=True)  # noqa: S608


def row_of(doctype: str, name: str):
	return rows(doctype, name=name)[0]


def is_valid(row) -> bool:
	today = getdate()
	return (not row.from_date or row.from_date <= today) and (not row.until_date or row.until_date >= today)


def settled() -> Iterable[str]:
	from qingdan_app.messaging.rules.kinds import SETTLED

	return SETTLED
