"""A small city in the middle of its work, with everybody who may stand to its documents in some way."""

import frappe

from qingdan_app import plain_rows
from qingdan_app.handing_out import disputing
from qingdan_app.handlers import handing_on
from qingdan_app.handlers.handing_on import Errand
from qingdan_app.tests import factories
from qingdan_app.tests.city import City
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.requests import acting

CHILDREN = {
	"Qingdan Matter Unit": "Qingdan Matter",
	"Qingdan Change Task": "Qingdan Change Request",
	"Qingdan Change Unit": "Qingdan Change Request",
	"Qingdan Change Milestone": "Qingdan Change Request",
	"Qingdan Notice Task": "Qingdan Supervision Notice",
	"Qingdan Task Unit": "Qingdan Task",
	"Qingdan Task Earlier Unit": "Qingdan Task",
	"Qingdan Task Milestone": "Qingdan Task",
	"Qingdan Task Target": "Qingdan Task",
	"Qingdan Reporting Rule In Force": "Qingdan Task",
	"Qingdan Report Evidence": "Qingdan Progress Report",
	"Qingdan Report Figure": "Qingdan Progress Report",
}


class PeopleAround:
	"""Two tasks under review, of which one was handed to an outsider for a word and one to a signer added by its head;
	drafts and filed reports beside them; and a second city that has nothing to do with it."""

	def __init__(self):
		self.city, self.other = City(), City()
		city = self.city
		self.asked, self.signer, self.copied = (factories.user("Qingdan Unit Liaison") for _ in range(3))
		self.second = self._reviewed_second_task()
		city.task.append("milestones", {"date": "2021-06-30", "label": "开工"})
		city.task.correction_reason = "漏读"
		city.task.save()
		city.filed()
		self._act(city.task.name, "copy", self.copied)
		self._act(city.task.name, "ask", self.asked)
		self._act(self.second.name, "add_before", self.signer)
		self.other.started()
		self.other.draft()
		self.import_run = frappe.get_doc({"doctype": "Qingdan Import"}).insert(ignore_mandatory=True)
		self.delegation = self._delegation()
		muted = {"doctype": "Qingdan Message Preference", "user": city.head, "kind": "For Information"}
		self.muted = frappe.get_doc(muted).insert()
		words = {"doctype": "Qingdan Common Phrase", "phrase": factories.unique("请核实")}
		self.phrases = [frappe.get_doc({**words, "user": user}).insert().name for user in (city.head, "")]
		self.matters = [self._matter(), self._matter(propose=True), self._matter(take_on=True)]
		self.changes = [self._change(), self._change(ask=True), self._change(self.other.task, ask=True)]
		self.notices = [self._notice(), self._notice(issue=True), self._notice(self.other.task, issue=True)]
		self.instructions = [
			self._instruction(),
			self._instruction(give=True),
			self._instruction(give=True, key_work=True),
		]
		self.issues = [
			self._issue(self.city),
			self._issue(self.city, give=True),
			self._issue(self.other, give=True),
		]
		self.verifications = [self._verified(self.city.task), self._verified(self.other.task)]
		self.reassigned = self._reassigned()
		plain_rows.insert("Qingdan Light Change", [self._lit(task) for task in (city.task, self.second)])
		plain_rows.insert("Qingdan Reminder", [self._reminded(who) for who in (city.liaison, city.office)])
		self.assessments = [self._rated(), self._criticized()]
		self.runs = [self._counted(simulated) for simulated in (0, 1)]
		self.changes.append(self._appealed())
		self.handler, self.former = self._handlers()
		self.superior = self._superior()
		self.people = self._people()

	def _people(self) -> dict[str, str]:
		city = self.city
		return {
			"liaison": city.liaison,
			"head": city.head,
			"cooperating unit": city.helper,
			"leader's office": city.office,
			"leader": self.leader,
			"supervision": city.supervisor,
			"list administrator": city.administrator,
			"unit that led earlier": self.earlier,
			"handler": self.handler,
			"former handler": self.former,
			"superior unit": self.superior,
			"outsider asked": self.asked,
			"added signer": self.signer,
			"copied person": self.copied,
			"other unit": city.outsider,
			"other leader's office": city.other_office,
			"person without a part": city.nobody,
			"person without a role": factories.user(),
			"system manager": factories.user("System Manager"),
			"administrator": "Administrator",
		}

	def _lit(self, task) -> dict:
		return {"task": task.name, "day": frappe.utils.nowdate(), "was": "", "light": "Green"}

	def _reminded(self, who: str) -> dict:
		about = {
			"reference_doctype": "Qingdan Task",
			"reference_name": self.city.task.name,
			"about": "Task Late",
		}
		today = frappe.utils.nowdate()
		told = {"state": "Reminded", "told_on": today, "due_on": today, "counted_from": today}
		return {
			**about,
			**told,
			"receiver": who,
			"title": self.city.task.title,
			"item": factories.unique("x"),
		}

	def _rated(self) -> str:
		city = self.city
		words = {
			"kind": "Rating",
			"unit": city.lead,
			"list": city.task.list,
			"leader": city.leader,
			"points": 9,
		}
		with factories.acting_as(city.office):
			return frappe.get_doc({"doctype": "Qingdan Assessment", **words}).insert().name

	def _criticized(self) -> str:
		words = {"kind": "Criticism", "unit": self.other.lead, "list": self.other.task.list}
		with factories.acting_as(self.city.supervisor):
			return frappe.get_doc({"doctype": "Qingdan Assessment", **words}).insert().name

	def _counted(self, simulated: int) -> str:
		"""A run over both cities' tasks, with an event of each of their lead units."""
		run, day = frappe.generate_hash(length=12), frappe.utils.nowdate()
		about = {
			"name": run,
			"list": self.city.task.list,
			"simulated": simulated,
			"from_day": day,
			"to_day": day,
			"counted_by": "{}",
		}
		plain_rows.insert("Qingdan Score Run", [about])
		for city in (self.city, self.other):
			score = frappe.generate_hash(length=12)
			plain_rows.insert("Qingdan Unit Score", [{"name": score, "run": run, "unit": city.lead}])
			words = {"event": "Urged", "day": day, "duty": "Lead", "outcome": "Counted", "rule": "催办"}
			words |= {
				"worth": -1,
				"counted": -1,
				"reference_doctype": "Qingdan Task",
				"reference_name": city.task.name,
			}
			about = {"run": run, "unit_score": score, "unit": city.lead, "task": city.task.name}
			plain_rows.insert("Qingdan Score Event", [{**about, **words}])
		return run

	def _appealed(self) -> str:
		"""An appeal of the first unit against what was counted for it, sent."""
		event = frappe.db.get_value("Qingdan Score Event", {"run": self.runs[0], "unit": self.city.lead})
		words = {"kind": "Appeal", "reason": factories.unique("有误"), "score_event": event}
		with factories.acting_as(self.city.liaison):
			name = frappe.get_doc({"doctype": "Qingdan Change Request", **words}).insert().name
			performing.perform("Qingdan Change Request", name, "ask_for_change")
		return name

	def names(self, doctype: str) -> set[str]:
		"""The documents of this test, whoever sees them."""
		return {row.name for row in self._rows(doctype)}

	def taken_on(self) -> list[str]:
		"""The tasks that matters of this world became."""
		return frappe.get_all("Qingdan Task", {"matter": ("in", self.matters)}, pluck="name")

	def attach(self, doctype: str) -> dict[str, str]:
		"""A file for each document: its name → the document's."""
		return {self._file(doctype, name): name for name in sorted(self.names(doctype))}

	def _rows(self, doctype: str) -> list:
		tasks = [
			self.city.task.name,
			self.second.name,
			self.other.task.name,
			self.reassigned,
			*self.taken_on(),
		]
		reports = frappe.get_all("Qingdan Progress Report", {"task": ("in", tasks)}, pluck="name")
		about = {"reference_name": ("in", [*tasks, *reports])}
		contacts = (self.city.liaison, self.city.head, self.city.outsider, self.other.liaison)
		filters = {
			"Qingdan Task": {"name": ("in", tasks)},
			"Qingdan Key Work": {
				"name": ("in", frappe.get_all("Qingdan Task", {"name": ("in", tasks)}, pluck="key_work"))
			},
			"Qingdan Progress Report": {"name": ("in", reports)},
			"Qingdan Contact": {"user": ("in", contacts)},
			"Qingdan Matter": {"name": ("in", self.matters)},
			"Qingdan Change Request": {"name": ("in", self.changes)},
			**{child: {"parent": ("in", self.changes)} for child in CHILDREN if "Change" in child},
			"Qingdan Issue": {"name": ("in", self.issues)},
			"Qingdan Verification": {"name": ("in", self.verifications)},
			"Qingdan Instruction": {"name": ("in", self.instructions)},
			"Qingdan Supervision Notice": {"name": ("in", self.notices)},
			"Qingdan Notice Task": {"parent": ("in", self.notices)},
			"Qingdan Import": {"name": self.import_run.name},
			"Qingdan Approval Delegation": {"name": self.delegation.name},
			"Qingdan Message Preference": {"name": self.muted.name},
			"Qingdan Common Phrase": {"name": ("in", self.phrases)},
			"Qingdan Matter Unit": {"parent": ("in", self.matters)},
			"Qingdan Task Unit": {"parent": ("in", tasks)},
			"Qingdan Task Earlier Unit": {"parent": ("in", tasks)},
			"Qingdan Refusal": {"task": ("in", tasks)},
			"Qingdan Light Change": {"task": ("in", tasks)},
			"Qingdan Reminder": {"reference_name": ("in", tasks)},
			"Qingdan Assessment": {"name": ("in", self.assessments)},
			"Qingdan Score Run": {"name": ("in", self.runs)},
			"Qingdan Unit Score": {"run": ("in", self.runs)},
			"Qingdan Score Event": {"run": ("in", self.runs)},
			"Qingdan Part": {"task": ("in", tasks)},
			"Qingdan Task Milestone": {"parent": ("in", tasks)},
			"Qingdan Task Target": {"parent": ("in", tasks)},
			"Qingdan Reporting Rule In Force": {"parent": ("in", tasks)},
			"Qingdan Report Evidence": {"parent": ("in", reports)},
			"Qingdan Report Figure": {"parent": ("in", reports)},
		}
		return frappe.get_all(doctype, filters.get(doctype, about))

	def _reviewed_second_task(self):
		city, first = self.city, self.city.task
		self.leader = factories.user("Qingdan Leader Office")
		frappe.get_doc("Qingdan Leader", city.leader).update({"user": self.leader}).save()
		city.task = second = factories.task(city.lead, (city.cooperating,), city.leader)
		city.filed()
		city.task = first
		return second

	def _matter(self, propose: bool = False, take_on: bool = False) -> str:
		city = self.city
		words = {
			"kind": factories.matter_kind(),
			"content": factories.unique("整治"),
			"deadline_raw": "每月底",
		}
		words |= {"lead_unit": city.lead, "cooperating": [{"unit": city.cooperating}], "leader": city.leader}
		who, act = (city.office, "propose") if propose else (city.supervisor, "take_on")
		with factories.acting_as(who):
			name = frappe.get_doc({"doctype": "Qingdan Matter", **words}).insert().name
			if propose or take_on:
				performing.perform("Qingdan Matter", name, act)
		return name

	def _reassigned(self) -> str:
		"""A task that its unit has refused, and that was re-assigned to the other city's."""
		unit = factories.unit()
		self.earlier, task = factories.contact(unit), factories.task(unit, leader=self.other.leader).name
		with factories.acting_as(self.earlier):
			disputing.refuse(task, factories.unique("职责"))
		with factories.acting_as(self.city.supervisor):
			disputing.settle(task, "reassign", unit=self.other.lead)
		return task

	def _handlers(self) -> tuple[str, str]:
		"""Two people of a unit: one has its task, and took it over from the other."""
		handler, former = (factories.contact(self.city.lead, "Handler") for _ in range(2))
		with factories.acting_as(self.city.liaison):
			part = handing_on.hand_on(self.second.name, Errand(former, factories.unique("先办"))).name
			handing_on.hand_over(part, Errand(handler, factories.unique("接办")))
		return handler, former

	def _superior(self) -> str:
		"""A liaison of the unit above the one above a city's: one list in which both cities' tasks stand is shown to them."""
		top, between = factories.unit(), factories.unit()
		frappe.get_doc("Qingdan Unit", between).update({"parent_unit": top}).save()
		frappe.get_doc("Qingdan Unit", self.city.cooperating).update({"parent_unit": between}).save()
		shown = frappe.get_doc("Qingdan List", self.city.task.list)
		shown.update({"superiors_see": 1}).save()
		return factories.contact(top)

	def _change(self, task=None, ask: bool = False) -> str:
		"""A request of the supervision office about one task of two leaders, or of nobody else's."""
		city, unit = self.city, self.city.cooperating
		words = {"kind": "Adjustment", "reason": factories.unique("工期"), "cooperating": [{"unit": unit}]}
		words |= {"milestones": [{"date": "2021-06-30", "label": "竣工"}]}
		words |= {"tasks": [{"task": (task or city.task).name}], "new_text": factories.unique("新的内容")}
		with factories.acting_as(city.supervisor if task else city.liaison):
			name = frappe.get_doc({"doctype": "Qingdan Change Request", **words}).insert().name
			if ask:
				performing.perform("Qingdan Change Request", name, "ask_for_change")
		return name

	def _issue(self, city: City, give: bool = False) -> str:
		"""One of a city's lead unit, put to the leader's office."""
		words = {"doctype": "Qingdan Issue", "problem": factories.unique("受阻"), "task": city.task.name}
		with factories.acting_as(city.liaison):
			name = frappe.get_doc(words).insert().name
			if give:
				performing.perform("Qingdan Issue", name, "raise_issue")
		return name

	def _verified(self, task) -> str:
		words = {"task": task.name, "result": "As Reported", "finding": factories.unique("现场")}
		with factories.acting_as(self.city.supervisor):
			return frappe.get_doc({"doctype": "Qingdan Verification", **words}).insert().name

	def _instruction(self, give: bool = False, key_work: bool = False) -> str:
		"""One of the leader's office on its task, or of supervision on a key work of the other city."""
		other = self.other.task
		about = {"key_work": other.key_work, "unit": other.lead_unit}
		words = {"words": factories.unique("抓紧"), **(about if key_work else {"task": self.city.task.name})}
		with factories.acting_as(self.city.supervisor if key_work else self.city.office):
			name = frappe.get_doc({"doctype": "Qingdan Instruction", **words}).insert().name
			if give:
				performing.perform("Qingdan Instruction", name, "give_instruction")
		return name

	def _notice(self, task=None, issue: bool = False) -> str:
		"""A notice of the supervision office about one task, of this city or of the other."""
		task = task or self.city.task
		words = {"unit": task.lead_unit, "level": "Red", "demand": factories.unique("限期整改")}
		with factories.acting_as(self.city.supervisor):
			doc = {"doctype": "Qingdan Supervision Notice", **words, "tasks": [{"task": task.name}]}
			name = frappe.get_doc(doc).insert().name
			if issue:
				performing.perform("Qingdan Supervision Notice", name, "issue_notice")
		return name

	def _act(self, task: str, verb: str, who: str) -> None:
		request = frappe.db.get_value(
			"Qingdan Approval Request", {"reference_name": task, "status": "Running"}
		)
		with factories.acting_as(self.city.head):
			acting.act(request, Act(verb, self.city.head, opinion="请看一下", people=(who,)))

	def _delegation(self):
		words = {"person": self.city.head, "delegate": self.city.liaison, "scope_kind": "All"}
		times = {"from_time": "2021-01-01 00:00:00", "until_time": "2021-02-01 00:00:00"}
		return frappe.get_doc({"doctype": "Qingdan Approval Delegation", **words, **times}).insert()

	def _file(self, doctype: str, name: str) -> str:
		about = {"attached_to_doctype": doctype, "attached_to_name": name, "is_private": 1}
		words = {"file_name": f"{factories.unique('附件')}.txt", "content": factories.unique("x")}
		return frappe.get_doc({"doctype": "File", **words, **about}).insert(ignore_permissions=True).name
