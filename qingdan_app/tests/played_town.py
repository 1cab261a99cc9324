"""A town built on a site by the tests' factories, under the rules of three cities, and its year played."""

from datetime import date, timedelta

import frappe

from qingdan_app.setup import light_rules, reminder_rules, scoring_schemes
from qingdan_app.simulation import playing
from qingdan_app.simulation.diary import clock_at
from qingdan_app.simulation.playing import Place, Refused
from qingdan_app.simulation.rules.deed import Duty, Plan, Post
from qingdan_app.simulation.rules.script import script
from qingdan_app.simulation.rules.town import Town
from qingdan_app.tests import factories
from qingdan_app.working_time.site_calendar import site_calendar

LIST, TASK = "Qingdan List", "Qingdan Task"
OUHAI, BY_RUNGS = light_rules.RULE_SETS[2], reminder_rules.RULE_SETS[0]
SEED = 1
NEVER_RAISED = "Issue Not Answered"
"""Of what nobody does in the plan nobody is reminded."""


class PlayedTown:
	"""`plan` is what was meant to happen, `refused` what the rules have kept from happening."""

	def __init__(self, town: Town, until: date | None = None):
		self.town = town
		self.works_on = site_calendar().works_on
		self.plan: Plan = script(town, SEED, self.works_on)
		with clock_at(town.issued - timedelta(1)):
			self._build()
		self.refused: list[Refused] = playing.play(self.plan, self.place, until)

	@property
	def keys(self) -> dict[str, str]:
		"""Name of a task → its key in the plan."""
		return {name: key for key, name in self.place.tasks.items()}

	def _build(self) -> None:
		self.posts: dict[str, Post] = {}
		for unit in self.town.units:
			factories.unit(unit)
			for duty in (Duty.LIAISON, Duty.HEAD):
				self.posts[factories.contact(unit, duty.value)] = Post(duty, unit)
		for name in sorted(self._leaders()):
			office = factories.office_user()
			factories.leader((office,), name=name)
			self.posts[office] = Post(Duty.OFFICE, name)
		supervision, administrator = factories.supervisor(), factories.administrator()
		self.posts[supervision] = Post(Duty.SUPERVISION)
		self.list = factories.list_(year=self.town.issued.year)
		item = factories.key_work(list=self.list)
		tasks = {work.key: self._task(work, item) for work in self.town.works}
		frappe.db.set_value(TASK, {"list": self.list}, "drafted", 1)
		self._choose_rules()
		self.place = Place(tasks, [self.list], supervision, administrator)

	def _leaders(self) -> set[str]:
		replaced = self.town.replaced
		return {work.leader for work in self.town.works} | (
			{replaced.earlier, replaced.later} if replaced else set()
		)

	def _task(self, work, item: str) -> str:
		deadline = {"due_date": work.due, "deadline_raw": f"{work.due}"}
		return factories.task(work.lead, work.cooperating, work.leader, key_work=item, **deadline).name

	def _choose_rules(self) -> None:
		"""Copies of the shipped examples: whatever the site has made of its own, these are as they are shipped."""
		frappe.get_single("Qingdan Settings").update({"light_rules": None, "reminder_rules": None}).save()
		lights = self._copy("Qingdan Light Rule Set", OUHAI)
		reminders = self._copy("Qingdan Reminder Rule Set", BY_RUNGS)
		in_force = {"in_force": 1, "list": self.list, "from_day": self.town.issued}
		self._copy("Qingdan Scoring Scheme", {**scoring_schemes.SCHEMES[0], **in_force})
		rule = factories.reporting_rule(day=self.town.report_day)
		factories.put_in_force(rule, LIST, self.list, self.town.issued.replace(month=1, day=1))
		frappe.get_doc(LIST, self.list).update({"light_rules": lights, "reminder_rules": reminders}).save()

	def _copy(self, doctype: str, words: dict) -> str:
		rows = [dict(row) for row in words["rules"] if row.get("about") != NEVER_RAISED]
		title = factories.unique(words["title"])
		return frappe.get_doc({"doctype": doctype, **words, "title": title, "rules": rows}).insert().name
