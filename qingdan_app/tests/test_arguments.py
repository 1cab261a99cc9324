"""What cannot be read is refused by name at every door, never in the words of Python or of the database."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import frappe

from qingdan_app import api
from qingdan_app.api import approvals, changes, documents, handlers, matters, reports, reviews, tasks
from qingdan_app.arguments import WrongArgument, read
from qingdan_app.changes import asking
from qingdan_app.handlers import sub_item_lines
from qingdan_app.matters import taking_on
from qingdan_app.tasks import reviewing
from qingdan_app.tests import factories
from qingdan_app.tests.built_reports import BuiltReportTestCase
from qingdan_app.tests.city import City

MILESTONE, EVIDENCE = ("date", "label"), ("file", "caption")
FIELD_MAP = '{"start": "due_date", "end": "due_date", "title": "title"}'
ROOMS = [
	import_module(f"{api.__name__}.{each.name}") for each in iter_modules(api.__path__) if not each.ispkg
]
STRANGE = (
	"\ud800",
	"x" * 5000,
	"{",
	'["\ud800"]',
	"9" * 400,
	"1e400",
	"nan",
	"-1",
	"0000-99-99",
	"'; drop table x; --",
	[],
	{},
	[[1]],
	{"a": {"b": "\udfff"}},
	True,
	10**30,
	float("inf"),
	None,
	"",
	[1],
	[{"request": [], "turn": {}}],
	"[1]",
	"null",
)


class TestArguments(BuiltReportTestCase):
	def test_every_door_reads_its_arguments(self):
		for door in self.doors():
			self.assertTrue(hasattr(door, "__wrapped__"), door)

	def test_whatever_is_sent_is_answered_or_refused_by_name(self):
		city = City()
		city.filed()
		self.report = self.saved(city.administrator)
		for door in self.doors():
			for argument in inspect.signature(door).parameters:
				for value in STRANGE:
					with self.subTest(
						door=door.__name__,
						argument=argument,
						value=str(value)[:20].encode("utf-8", "replace"),
					):
						self.send(door, city, {argument: value})

	def test_a_door_gets_what_it_asks_for(self):
		@read
		def door(
			name: str, page: int = 0, late: bool = False, percent: float = 0, rows: list | str | None = None
		):
			return name, page, late, percent, rows

		self.assertEqual(door(5, "20", "false", "1.5", '["a"]'), ("5", 20, False, 1.5, '["a"]'))
		for words in ({"page": "x"}, {"page": 1.5}, {"late": "perhaps"}, {"percent": "80%"}, {"rows": "{}"}):
			self.assertRefused(WrongArgument, door, "x", **words)

	def test_whatever_stands_in_what_is_sent_is_answered_or_refused_by_name(self):
		self.report = ""
		city, known = City(), {"kind": "Adjustment", "reason": "雨季", "words": "征地", "content": "修路"}
		city.started()
		task, others = city.task.name, {"kind": "会议纪要", "lead_unit": city.lead, "person": city.liaison}
		sent = {
			"asked": (changes.ask, asking.ASKED, lambda row: {"asked": row, "tasks": [task]}),
			"milestones": (
				changes.ask,
				MILESTONE,
				lambda row: {"asked": {**known, "milestones": [row]}, "tasks": [task]},
			),
			"source": (
				matters.take_on,
				taking_on.SOURCE,
				lambda row: {"source": row, "rows": [{**known, **others}]},
			),
			"rows": (matters.take_on, taking_on.ROW, lambda row: {"source": others, "rows": [row]}),
			"watch": (
				reviews.set_up,
				reviewing.WATCH,
				lambda row: {"task": task, "watch": row, "words": "汛期"},
			),
			"sub_items": (handlers.cut, sub_item_lines.ITEM, lambda row: {"task": task, "sub_items": [row]}),
			"evidence": (
				reports.keep_draft,
				EVIDENCE,
				lambda row: {"task": task, "kind": "Completion", "evidence": [row]},
			),
		}
		frappe.db.set_value("Qingdan Task", task, {"deadline_kind": "Ongoing", "due_date": None})
		for argument, (door, shape, words) in sent.items():
			for key in shape:
				for value in STRANGE:
					with self.subTest(
						argument=argument, key=key, value=str(value)[:20].encode("utf-8", "replace")
					):
						row = {**known, **(others if argument in ("rows", "sub_items") else {}), key: value}
						self.send(door, city, words(row))

	def test_a_text_that_its_column_does_not_hold_is_refused_in_words(self):
		city, text = City(), "长" * 30_000
		city.started()
		for who, door, words in (
			(city.liaison, reports.keep_draft, {"task": city.task.name, "kind": "Completion", "done": text}),
			(
				city.liaison,
				changes.ask,
				{"asked": {"kind": "Suspension", "reason": text}, "tasks": [city.task.name]},
			),
			(city.supervisor, matters.take_on, {"source": {}, "rows": [{"content": text}]}),
		):
			with self.subTest(door=door.__name__), self.as_user(who):
				said = self.assertRefused(WrongArgument, door, **words)
				self.assertIn("21845", str(said))

	def test_what_a_form_has_not_chosen_yet_is_nothing(self):
		@read
		def door(document_type: str | None = None, rows: list | None = None, name: str = "x"):
			return document_type, rows, name

		self.assertEqual(door("", "", ""), (None, None, ""))
		self.assertEqual(self.call("qingdan_app.api.flows.get_form_options", document_type="")["fields"], [])
		self.assertRefused(WrongArgument, door, "No Such DocType")

	def test_a_name_that_is_wanted_is_not_empty(self):
		@read
		def door(name: str, unit: str | None = None):
			return name, unit

		self.assertRefused(WrongArgument, door, "")
		self.assertEqual(door("x", ""), ("x", None))

	def test_nothing_is_what_the_door_takes_for_it_or_refused(self):
		@read
		def door(name: str, page: int = 7, rows: list[dict] | str | None = None, names: list[str] | str = ""):
			return name, page, rows, names

		self.assertRefused(WrongArgument, door, None)
		self.assertRefused(WrongArgument, door)
		self.assertEqual(door("x", None, None, None), ("x", 7, None, ""))
		self.assertEqual(door("x", rows="", names=" "), ("x", 7, None, []))
		for words in ({"rows": [1]}, {"rows": "[1]"}, {"names": [[]]}, {"names": '[{"a": 1}]'}):
			self.assertRefused(WrongArgument, door, "x", **words)

	def test_whether_a_document_exists_is_told_to_nobody_who_may_not_see_it(self):
		city = City()
		doors = {
			documents.get_trail: ("doctype", "name"),
			documents.get_choices: ("doctype", "name"),
			approvals.get_request: ("doctype", "name"),
			approvals.get_panel: ("doctype", "name"),
			tasks.get_overview: ("task",),
		}
		for door, names in doors.items():
			for user in (city.outsider, city.nobody, factories.user()):
				answers = [self.refusal(door, user, names, name) for name in (city.task.name, "zz-none")]
				self.assertEqual(*answers, f"{door.__name__} {user}")

	def test_a_refusal_in_cores_words_names_no_document(self):
		@read
		def door(doctype: str, name: str):
			frappe.flags.error_message = f"You need the 'read' permission on {doctype} {name}"
			frappe.msgprint(f"You do not have access to this document: {doctype} - {name}")
			raise frappe.PermissionError

		frappe.clear_messages()
		frappe.msgprint("Said before")
		with self.assertRaises(frappe.PermissionError):
			door("Qingdan Task", "2021-7")
		self.assertNotIn("2021-7", str(frappe.local.message_log))
		self.assertIn("Said before", str(frappe.local.message_log))
		self.assertEqual(frappe.flags.error_message, "Insufficient Permission for Qingdan Task")

	def refusal(self, door, user: str, names: tuple[str, ...], name: str) -> tuple:
		"""How a door refuses somebody: the kind of the refusal and all that is said."""
		frappe.clear_messages()
		frappe.flags.error_message = None
		with self.as_user(user):  # messages go with the user
			with self.assertRaises(Exception) as caught:
				door(**dict(zip(names, ("Qingdan Task", name)[-len(names) :], strict=True)))
			return (
				type(caught.exception),
				str(caught.exception),
				frappe.flags.error_message,
				frappe.local.message_log,
			)

	def test_a_link_is_refused_alike_whether_there_is_a_document_or_not(self):
		city, stranger = City(), factories.user()
		for name in (city.task.name, "zz-none"):
			words = {"doctype": "Qingdan Task", "docname": name}
			self.assertRefused(
				frappe.PermissionError, self.call, "frappe.client.validate_link", stranger, **words
			)
			self.assertFalse(self.call("frappe.client.validate_link", city.outsider, **words)["name"])

	def send(self, door, city, words: dict) -> None:
		usual = {
			"doctype": "Qingdan Task",
			"name": city.task.name,
			"task": city.task.name,
			"act": "start",
			"verb": "approve",
		}
		usual |= {
			"request": "x",
			"requests": "[]",
			"names": "[]",
			"opinion": "x",
			"flow": "completion-v1",
			"kind": "All",
		}
		usual |= {
			"user": city.head,
			"successor": city.helper,
			"start": "2021-01-01",
			"end": "2021-12-31",
			"field_map": FIELD_MAP,
		}
		usual |= {
			"period": "2021-03",
			"box": "todo",
			"documents": "[]",
			"rows": "[]",
			"text": "x",
			"form": "{}",
		}
		usual |= {
			"report": self.report,
			"title": "x",
			"part": "Report",
			"part_name": self.report,
			"parts": "[]",
		}
		usual["often"] = "Daily"
		taken = inspect.signature(door).parameters
		needed = {
			name: usual[name] for name, each in taken.items() if each.default is each.empty and name in usual
		}
		frappe.db.savepoint("sent")
		try:
			with self.as_user(city.administrator):
				door(**{**needed, **words})
		except (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError):
			pass  # a refusal that has a name
		finally:
			frappe.db.rollback(save_point="sent")

	def doors(self):
		for room in ROOMS:
			for _name, door in inspect.getmembers(room, inspect.isfunction):
				if door.__module__ == room.__name__ and door in frappe.whitelisted:
					yield door
