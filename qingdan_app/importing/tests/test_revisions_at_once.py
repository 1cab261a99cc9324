"""Two documents that issue one list anew are confirmed at the same instant, each by somebody else: one is asked for, the other is told."""

import frappe

from qingdan_app.api import imports
from qingdan_app.handing_out import handing
from qingdan_app.tests import factories
from qingdan_app.tests.concurrency import ConcurrencyTestCase
from qingdan_app.tests.revised_lists import RUN, TASK, IssuedAnew

REQUEST = "Qingdan Change Request"


def confirm(run: str) -> str:
	imports.confirm(run, hand_out=0)
	return frappe.db.get_value(RUN, run, "status")


class TestRevisionsAtOnce(IssuedAnew, ConcurrencyTestCase):
	def test_of_two_revisions_at_once_one_is_asked_for_and_the_other_is_told(self):
		handing.hand_out(frappe.get_all(TASK, {"list": self.task.list}, pluck="name"))
		runs = [
			self.previewed(self.document(first="1.建设北路二期。")),
			self.previewed(self.document(deadline="9月")),
		]
		self.choose(runs[0], "text")
		self.choose(runs[1], "deadline_raw")
		other = factories.administrator()
		answers = self.at_once(
			*((who, confirm, (run.name,)) for who, run in zip((self.who, other), runs, strict=True))
		)
		self.assertEqual(sorted(answers), ["NotSettled", "Requested"])
		waiting = {"source_import": ("in", [run.name for run in runs])}
		self.assertEqual(frappe.db.count(REQUEST, waiting), 1)
