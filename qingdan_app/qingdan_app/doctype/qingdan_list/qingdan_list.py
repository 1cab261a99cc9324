import frappe
from frappe import _
from frappe.utils import getdate

from qingdan_app.handing_out import acknowledging
from qingdan_app.lights import all_tasks, jobs
from qingdan_app.tasks import archived, invariants, owed_anew, review_cycles, totals
from qingdan_app.workflows.moves.controller import FixedName


class QingdanList(FixedName):
	"""One of a document's lists, with its code, year and source."""

	def onload(self):
		"""What the form does not offer, as core keeps what others lead to; and how many tasks are not handed out yet."""
		self.set_onload("kept", bool(frappe.db.exists("Qingdan Key Work", {"list": self.name})))
		self.set_onload("drafted", frappe.db.count("Qingdan Task", {"list": self.name, "drafted": 1}))

	def validate(self):
		"""Archiving is an act, and opening again too: nobody writes their stamps by hand, nor what the document says."""
		invariants.keep_own_words(self, ("source_title", "source_import", "notes", "claims"))
		for field in ("archived_at", "archived_by"):
			self.set(field, invariants.kept_by_flow(self, field))

	def on_change(self):
		totals.list_changed(self.name)

	def on_trash(self):
		archived.check(self)

	def on_update(self):
		"""Clocks that run follow the hours of their list, what is owed its rules, reviews that are ahead its cycle, and lights its rules."""
		all_tasks.light_some(owed_anew.follow_list(self), getdate())
		if self.has_value_changed("acknowledge_hours"):
			acknowledging.reckon_anew(self.name)
		if self.has_value_changed("light_rules"):
			jobs.light_soon()
		if moved := review_cycles.follow(self, getdate()):
			words = _(
				"{0} reviews have another day now. Those that are due, and days that somebody has set, stay."
			)
			frappe.msgprint(words.format(moved), alert=True)
