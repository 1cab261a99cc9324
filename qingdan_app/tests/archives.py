"""A city whose list comes to its end, for the tests of archiving and of carrying over."""

import frappe
from frappe.utils import cstr

from qingdan_app.archiving import closing_lists
from qingdan_app.tasks import archived
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.moves import guard

TASK = "Qingdan Task"


class Archives(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.list = self.city.task.list

	def second(self, **fields):
		return factories.task(
			self.city.lead,
			(self.city.cooperating,),
			self.city.leader,
			key_work=self.city.task.key_work,
			**fields,
		)

	def archive(self, remark: str = ""):
		with self.as_user(self.city.administrator):
			return closing_lists.archive(self.list, remark)

	def open_again(self, reason: str = "省里要求补报"):
		with self.as_user(self.city.supervisor):
			return closing_lists.open_again(self.list, reason)

	def course(self, name: str | None = None) -> str:
		return self.stored(TASK, name or self.city.task.name, "course") or ""

	def assertAsSaved(self, name: str) -> None:
		"""A task that was written with many others is stored as a save of it alone would store it."""
		task = frappe.get_doc(TASK, name)
		stored = self.columns(task)
		task.flags.revised = True
		with archived.permit(task.list), guard.permit(task):
			task.save()
		self.assertEqual(self.columns(frappe.get_doc(TASK, name)), stored)

	def columns(self, task) -> list[dict]:
		stamps = ("modified", "modified_by")
		rows = [task, *task.get_all_children()]
		return [
			{key: cstr(value) for key, value in row.get_valid_dict().items() if key not in stamps}
			for row in rows
		]

	def suspended(self):
		task = self.second()
		values = {"course": "Suspended", "course_since": "2021-03-01"}
		frappe.db.set_value(TASK, task.name, values)
		return task
