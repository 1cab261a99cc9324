"""However many issue notices at once, no number is given twice and none is left out."""

import frappe

from qingdan_app.notices import issuing
from qingdan_app.tests import factories
from qingdan_app.tests.city import City
from qingdan_app.tests.concurrency import ConcurrencyTestCase
from qingdan_app.workflows.retry import repeat_on_deadlock

NOTICE = "Qingdan Supervision Notice"


@repeat_on_deadlock
def issue(tasks: list[str]) -> str:
	"""The serials of what was issued, as one word."""
	names = [one.name for one in issuing.issue({"level": "Blue", "demand": "推进"}, tasks)]
	return ",".join(str(frappe.db.get_value(NOTICE, name, "serial")) for name in names)


def refused(tasks: list[str]) -> str:
	"""Issue, and let it come to nothing."""
	issuing.issue({"level": "Blue", "demand": "推进"}, tasks)
	raise frappe.ValidationError


class TestNumbersAtOnce(ConcurrencyTestCase):
	def test_four_who_issue_at_once_get_consecutive_numbers_and_a_failure_takes_none(self):
		city = City()
		tasks = [[city.task.name, factories.task(city.foreign).name], [factories.task(city.lead).name]]
		last = frappe.db.sql("select max(serial) from `tabQingdan Supervision Notice`")[0][0] or 0
		jobs = [(city.supervisor, issue, (names,)) for names in (*tasks, tasks[0])]
		answers = self.at_once(*jobs, (city.administrator, refused, (tasks[1],)))

		self.assertEqual(answers.pop(), "ValidationError")
		serials = sorted(int(serial) for answer in answers for serial in answer.split(","))
		self.assertEqual(serials, list(range(last + 1, last + 6)), answers)
