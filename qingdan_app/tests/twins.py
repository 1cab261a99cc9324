"""A city whose task stands in a second list as well: of another leader, with the same units and one more."""

import frappe

from qingdan_app.same_matters import joining
from qingdan_app.tests import factories
from qingdan_app.tests.city import City

TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"
TEXT = "建成云栖小镇人工智能创新中心并投入使用，引进企业三十家"


class Twins(City):
	"""`task` and `twin` say the same; `twin` has `another` unit beside, under another leader."""

	def __post_init__(self):
		super().__post_init__()
		self.another = factories.unit()
		self.stranger = factories.contact(self.another)
		self.task = self.made(self.lead, (self.cooperating,), self.leader)
		self.twin = self.made(self.lead, (self.cooperating, self.another), self.other_leader)

	def made(self, lead: str, cooperating=(), leader: str | None = None, **fields):
		item = factories.key_work(factories.list_(number=factories.number()))
		return factories.task(lead, cooperating, leader, key_work=item, **{"text": TEXT, **fields})

	def both_started(self):
		for name in ("task", "twin"):
			setattr(self, name, factories.acted(getattr(self, name), ("start", self.liaison)))
		self.reload()
		return self

	def joined(self, *tasks, reason: str = ""):
		"""The same matter of both, or of these tasks, joined by the list administrator."""
		names = [each.name for each in tasks or (self.task, self.twin)]
		with factories.acting_as(self.administrator):
			same = joining.join(joining.begin(names).name, (), reason)
		self.reload()
		return same

	def parted(self, same: str, *tasks: str, reason: str = "不是一回事"):
		with factories.acting_as(self.administrator):
			found = joining.part(same, tasks, reason)
		self.reload()
		return found

	def reload(self):
		self.task, self.twin = (frappe.get_doc(TASK, each.name) for each in (self.task, self.twin))

	def report(self, task=None, unit: str | None = None, who: str | None = None, **fields):
		"""A report on the month that is running, filed."""
		draft = factories.report(
			task or self.task,
			unit or self.lead,
			who or self.liaison,
			**{"period": factories.month(0), **fields},
		)
		filed = factories.acted(draft, ("file", who or self.liaison))
		self.reload()
		return filed

	def standing(self, report, task=None):
		"""The same report at the other task; None where it does not stand there."""
		about = {"task": (task or self.twin).name, "stands_from": report.name}
		name = frappe.db.get_value(REPORT, about)
		return frappe.get_doc(REPORT, name) if name else None

	def row(self, task, unit: str):
		return next(row for row in frappe.get_doc(TASK, task.name).units if row.unit == unit)
