import frappe
from frappe.utils import getdate

from qingdan_app.changes import asking
from qingdan_app.handing_out import leads
from qingdan_app.handlers import following
from qingdan_app.instructions import instruction_requirements, waiting_instructions
from qingdan_app.issues import issue_requirements, waiting_issues
from qingdan_app.lights import lighting
from qingdan_app.notices import notice_requirements, waiting_notices
from qingdan_app.same_matters import joining, members_shown
from qingdan_app.tasks import (
	archived,
	asked_where,
	corrections,
	invariants,
	owed_columns,
	review_days,
	set_targets,
	ticking,
	totals,
)
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.verifications import verification_requirements, verifications_shown
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument

OF_THE_IMPORT = ("further", "deadline_said", "units_said")
"""What an import brought beside the words that may be corrected."""


class QingdanTask(FlowControlledDocument):
	"""The unit of work. Its state belongs to the flow, its text to the document it was read from."""

	def autoname(self):
		serial = frappe.db.get_value("Qingdan Key Work", self.key_work, "serial")
		self.name = f"{self.list}-{serial}-{self.number:02d}"

	def onload(self):
		"""What the form does not offer, what the reader may ask for and write, the instructions, notices, issues and verifications about it."""
		self.set_onload("may_ask", asking.may_ask_about(self))
		self.set_onload("may_issue", notice_requirements.may_issue(self))
		self.set_onload("may_instruct", instruction_requirements.may_write(self.leader))
		self.set_onload("may_raise", issue_requirements.may_raise(self.name))
		self.set_onload("instructions", waiting_instructions.shown_on("task", self.name))
		self.set_onload("issues", waiting_issues.shown_on(self.name))
		self.set_onload("notices", waiting_notices.shown_on(self.name))
		self.set_onload("may_verify", verification_requirements.may_verify(self))
		self.set_onload("verifications", verifications_shown.shown_on(self.name))
		self.set_onload("same_matter", members_shown.shown_on(self))
		self.set_onload("same_proposed", members_shown.proposed_to_reader(self.name))
		self.set_onload("kept", invariants.why_task_is_kept(self))
		self.set_onload("archived", archived.is_archived(self.list))

	def before_validate(self):
		self.title = invariants.title_of(self.text)
		invariants.keep_what_is_made(self)
		invariants.settle_due_date(self)
		invariants.arrange_units(self)
		set_targets.settle(self)
		ticking.settle(self, getdate())
		review_days.settle(self, getdate())
		owed_columns.settle(self, getdate())
		corrections.check(self)

	def validate(self):
		if self.state == TaskState.COMPLETED.value or not corrections.is_pending(self):
			invariants.keep_own_words(self, ("text", "deadline_raw"))
		invariants.keep_own_words(self, OF_THE_IMPORT)
		invariants.check_due_date(self)
		if (
			guard.is_permitted(self) and not self.is_new()
		):  # written by the flow's own saving, which asks no Workflow
			self._settle(follows=bool(self.flags.revised))

	def validate_workflow(self):
		super().validate_workflow()
		self._settle(follows=True)

	def _settle(self, follows: bool):
		"""Whether it is late, and who has received it, follow from what changes in it; its light from all of that."""
		if follows:
			invariants.judge_moved_deadline(self)
			leads.follow(self)
		lighting.settle(self, getdate())

	def on_update(self):
		corrections.note(self)
		lighting.note(self, getdate())
		following.task_saved(self)
		asked_where.follow(self)

	def on_change(self):
		totals.task_changed(self)

	def on_trash(self):
		archived.check(self)
		invariants.refuse_deletion(invariants.why_task_is_kept(self))
		lighting.forget(self.name)
		joining.forget(self.name)
		totals.task_changed(self)


PAGES = {
	"state_page": ("state", "due_order", "name", "list", "late_since"),
	"leader_page": ("leader", "due_order", "name", "list", "state", "late_since"),
	"leader_state_page": ("leader", "state", "due_order", "name", "list", "late_since"),
	"lead_unit_page": ("lead_unit", "due_order", "name", "list", "leader", "state", "late_since"),
	"late_page": ("late_since", "due_order", "name", "state", "list", "leader"),
	"list_page": ("list", "due_order", "name", "late_since"),
	"list_state_page": ("list", "state", "due_order", "name", "late_since"),
	"light_page": ("light", "due_order", "name", "leader", "list", "state"),
	"list_leader_page": ("list", "leader", "due_order", "name", "state", "late_since"),
}
"""Indexes in the order of a page: what it is asked for, its order, and what else it may be narrowed by."""
LATE = (
	("late_since", "name", "state"),
	("state", "late_since"),
	("leader", "late_since", "name", "state"),
	("list", "late_since", "state", "leader"),
)


def on_doctype_update():
	"""The indexes that pages and totals of all tasks and of a leader's are served from, however they are filtered."""
	frappe.db.add_index("Qingdan Task", ["due_order"])
	for name, columns in PAGES.items():
		frappe.db.add_index("Qingdan Task", list(columns), name)
	frappe.db.add_index("Qingdan Task", ["last_report_at", "started_at"], "heard_of")
	frappe.db.add_index("Qingdan Task", ["acknowledge_due"])
	frappe.db.add_index("Qingdan Task", ["same_matter"])
	for columns in LATE:
		frappe.db.add_index("Qingdan Task", list(columns))
