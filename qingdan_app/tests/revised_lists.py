"""A list that was imported, and is issued anew: for the tests of what is taken from the new document."""

import json

import frappe

from qingdan_app.parsing.tests.factories import document, row
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase

TASK, KEY_WORK, RUN = "Qingdan Task", "Qingdan Key Work", "Qingdan Import"
DOOR = "qingdan_app.api.imports"


class IssuedAnew(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.who = factories.administrator()
		self.title = factories.unique("2021年城建重点工作清单")
		run = self.previewed(self.document())
		self.confirm(run)
		self.task = frappe.get_doc(TASK, {"list": run.lists[0].code, "number": 1})

	def document(
		self,
		work="推进城建。",
		first="1.建设北路。",
		deadline="6月",
		units="市建委、市交通局",
		second="2.建设南路。",
		more=(),
	):
		rows = [row("1", work, first, deadline, units), *(row(task=each) for each in (second, *more) if each)]
		return document(*rows, list_title=f"    一、{self.title}")

	def previewed(self, text: str):
		url = factories.evidence(self.who, file_name="list.txt", content=text.encode())
		with self.as_user(self.who):
			run = frappe.get_doc({"doctype": RUN, "file": url}).insert()
		self.call(f"{DOOR}.preview", self.who, name=run.name)
		self.call(f"{DOOR}.settle_all", self.who, name=run.name)
		self.call(f"{DOOR}.compare", self.who, name=run.name)
		return frappe.get_doc(RUN, run.name)

	def choose(self, run, *fields: str, take: int = 1):
		shown = json.loads(self.stored(RUN, run.name, "differences"))
		keys = [row["key"] for row in shown if row["fieldname"] in fields]
		self.assertTrue(keys)
		return self.call(f"{DOOR}.choose", self.who, name=run.name, rows=frappe.as_json(keys), take=take)

	def confirm(self, run):
		return self.call(f"{DOOR}.confirm", self.who, name=run.name, hand_out=0)

	def now(self):
		"""The first task as it is stored."""
		return frappe.get_doc(TASK, self.task.name)
