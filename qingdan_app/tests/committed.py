"""What tests commit is taken away again, row by row."""

import frappe

from qingdan_app.tests.site import SiteTestCase


class CommittingTestCase(SiteTestCase):
	"""Commits, because other processes have to see the rows or a table is made; takes every row away that was not there before."""

	commits = True
	TABLES = (
		"Qingdan Message",
		"Qingdan Reminder",
		"Qingdan Reminder Rule",
		"Qingdan Reminder Rule Set",
		"Notification Log",
		"Email Queue",
		"Qingdan Approval Log",
		"Qingdan Approval Chain",
		"Qingdan Approval Assignment",
		"Qingdan Approval Copy",
		"Qingdan Approval Request",
		"Qingdan Approval Seal",
		"Qingdan Approval Seal Part",
		"Qingdan Approval Step",
		"Qingdan Approval Condition",
		"Qingdan Approval Setting",
		"Qingdan Approval Flow",
		"DefaultValue",
		"DocShare",
		"Qingdan Report Evidence",
		"Qingdan Report Figure",
		"Qingdan Progress Report",
		"Qingdan Refusal",
		"Qingdan Issue",
		"Qingdan Verification",
		"Qingdan Instruction",
		"Qingdan Notice Task",
		"Qingdan Supervision Notice",
		"Qingdan Change Task",
		"Qingdan Change Request",
		"Qingdan Part",
		"ToDo",
		"Qingdan Task Earlier Unit",
		"Qingdan Task Milestone",
		"Qingdan Task Target",
		"Qingdan Same Matter Task",
		"Qingdan Same Matter",
		"Qingdan Task Unit",
		"Qingdan Task",
		"Qingdan Matter Unit",
		"Qingdan Matter",
		"Qingdan Matter Kind",
		"Qingdan Closing Report",
		"Qingdan Key Work",
		"Qingdan List",
		"Qingdan Contact",
		"Qingdan Leader Office Member",
		"Qingdan Leader",
		"Qingdan Unit Member",
		"Qingdan Unit Alias",
		"Qingdan Unit",
		"Qingdan Import List",
		"Qingdan Import Unit",
		"Qingdan Import Lead",
		"Qingdan Import Issue",
		"Qingdan Import",
		"Qingdan Remembered Answer",
		"File",
		"Comment",
		"Version",
		"Has Role",
		"User",
	)

	def setUp(self):
		self.before = {table: self._names(table) for table in self.TABLES}
		super().setUp()

	def tearDown(self):
		frappe.db.rollback()
		for table in self.TABLES:
			new = self._names(table) - self.before[table]
			if new:
				frappe.db.delete(table, {"name": ("in", list(new))})
		frappe.db.commit()
		frappe.clear_cache()
		super().tearDown()

	def _names(self, table: str) -> set[str]:
		return set(frappe.get_all(table, pluck="name", limit_page_length=0))
