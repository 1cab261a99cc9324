"""A small city for tests of the flow and of visibility: one task with everybody around it, and outsiders."""

from dataclasses import dataclass, field

import frappe

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests import factories


@dataclass
class City:
	"""A task led by `lead`, with a cooperating unit, a leader with their office, and people who have no part in it."""

	lead: str = field(default_factory=factories.unit)
	cooperating: str = field(default_factory=factories.unit)
	foreign: str = field(default_factory=factories.unit)

	def __post_init__(self):
		self.liaison = factories.contact(self.lead)
		self.head = factories.contact(self.lead, "Head")
		self.helper = factories.contact(self.cooperating)
		self.outsider = factories.contact(self.foreign)
		self.nobody = factories.user(Role.LIAISON.value, Role.HEAD.value, Role.LEADER_OFFICE.value)
		self.office, self.other_office = factories.office_user(), factories.office_user()
		self.leader = factories.leader((self.office,))
		self.other_leader = factories.leader((self.other_office,))
		self.supervisor, self.administrator = factories.supervisor(), factories.administrator()
		self.task = factories.task(self.lead, (self.cooperating,), self.leader)

	@property
	def insiders(self) -> tuple[str, ...]:
		"""Everybody who may see the task."""
		return (self.liaison, self.head, self.helper, self.office, self.supervisor, self.administrator)

	@property
	def outsiders(self) -> tuple[str, ...]:
		"""People with the roles, but without a part in the task."""
		return (self.outsider, self.other_office, self.nobody)

	def started(self):
		"""The task, started by its liaison."""
		self.task = factories.acted(self.task, ("start", self.liaison))
		return self.task

	def filed(self):
		"""The task, started and with a completion report that the head of the unit has to agree to first."""
		self.started()
		self.completion = self.file_completion()
		self.task = frappe.get_doc("Qingdan Task", self.task.name)
		return self.task

	def in_review(self):
		"""The task with a completion report its head has agreed to: the turn is the leader's office's."""
		self.filed()
		return self.decided_by_head()

	def decided_by_head(self):
		"""The task once the head of its unit has agreed to its report."""
		self.task = factories.acted(self.task, ("complete", self.head))
		return self.task

	def completed(self):
		"""The task, completed by the leader's office."""
		self.in_review()
		self.task = factories.acted(self.task, ("complete", self.office))
		return self.task

	def draft(self, **fields):
		"""A draft of the lead unit's report for a month."""
		return factories.report(self.task, self.lead, self.liaison, **fields)

	def file_completion(self, who: str | None = None):
		"""File a completion report of the lead unit with one piece of evidence."""
		who = who or self.liaison
		rows = [{"file": factories.evidence(who), "caption": "验收单"}]
		report = factories.report(
			self.task,
			self.lead,
			who,
			kind="Completion",
			period=None,
			evidence=rows,
			done="全部完成",
			percent=100,
		)
		return factories.acted(report, ("file", who))
