import frappe
from frappe import _
from frappe.utils import cint

from qingdan_app.instructions import instruction_requirements, waiting_instructions
from qingdan_app.issues import issue_requirements
from qingdan_app.tasks import archived, evidence, filing, invariants, reported_once, target_figures
from qingdan_app.tasks.exceptions import TaskNotOpenForReports
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument

OF_ITS_PERIOD = ("report_key", "period_ends", "due_on")
"""What follows from unit and period, which never change: by it reports are told apart and stand in their order."""


class QingdanProgressReport(FlowControlledDocument):
	"""What a unit says about one task for one period, or on its completion."""

	def autoname(self):
		"""Numbered within the task, under the task's lock: no counter is shared between tasks."""
		number = cint(frappe.db.get_value("Qingdan Task", self.task, "report_count", for_update=True)) + 1
		self.name = invariants.report_name(self.task, number)

	def after_insert(self):
		number = int(self.name.rpartition("-R")[2])
		frappe.db.set_value("Qingdan Task", self.task, "report_count", number, update_modified=False)

	def onload(self):
		"""What the form says of the report as it stands."""
		self.set_onload("standing", invariants.standing_of_report(self))
		self.set_onload("kept", invariants.why_report_is_kept(self))
		list_, leader = frappe.db.get_value("Qingdan Task", self.task, ["list", "leader"])
		self.set_onload("archived", archived.is_archived(list_))
		self.set_onload("may_instruct", instruction_requirements.may_write(leader))
		self.set_onload("may_raise", issue_requirements.may_raise(self.task, self.unit))
		self.set_onload("instructions", waiting_instructions.shown_on("report", self.name))

	def validate(self):
		self.refuse_change_when_filed()
		if reported_once.is_written(self):
			return target_figures.check(self)
		if self.is_new():
			filing.check_unit(self)
			filing.check_period(self)
			filing.refuse_if_taken(self)
		else:
			before = self.get_doc_before_save()
			self.update({field: before.get(field) for field in OF_ITS_PERIOD})
		evidence.check(self)
		target_figures.check(self)

	def db_insert(self, *args, **kwargs):
		"""Two people who file for one period at once cannot see each other's row: the unique key tells them."""
		try:
			super().db_insert(*args, **kwargs)
		except frappe.UniqueValidationError:
			filing.refuse_second(filing.report_with(self.report_key))

	def on_update(self):
		if not evidence.has_changed(self):
			return
		if reported_once.is_written(self):
			evidence.attach_as_filed(self, self.stands_from)
		else:
			evidence.attach(self)

	def refuse_change_when_filed(self):
		before = self.get_doc_before_save()
		if before and not invariants.open_for_change(before) and not guard.is_permitted(self):
			frappe.throw(
				_("{0} is filed ({1}) and stays as it is. Withdraw it, or file the next one.").format(
					self.name, _(before.state)
				),
				TaskNotOpenForReports,
			)

	def on_trash(self):
		archived.check(self)
		invariants.refuse_deletion(invariants.why_report_is_kept(self))


def on_doctype_update():
	frappe.db.add_index("Qingdan Progress Report", ["task", "state"])
	frappe.db.add_index("Qingdan Progress Report", ["stands_from"])
