"""One rule, however it is asked: for everybody and every DocType with a rule, all doors show the same documents."""

from typing import ClassVar

import frappe

from qingdan_app import compat
from qingdan_app.permissions.guarded import GUARDED, RULED
from qingdan_app.tasks.page import TaskQuery, page_of_tasks
from qingdan_app.tests.security.people_around import CHILDREN, PeopleAround
from qingdan_app.tests.shared import SharedWorldTestCase
from qingdan_app.tests.site import as_json

REFUSALS = (frappe.PermissionError, frappe.DoesNotExistError, frappe.ValidationError)
"""Early builds of Frappe 15 refuse a whole DocType by a ValidationError."""
TASK = "Qingdan Task"


class TestParity(SharedWorldTestCase):
	"""`assertSame` holds a door against the document itself: what opens, by `has_permission`, asked once for all doors."""

	make = PeopleAround
	_names: ClassVar[dict[str, set[str]]] = {}
	_opened: ClassVar[dict[tuple[str, str], set[str]]] = {}

	def setUp(self):
		super().setUp()
		self.around, self.people = self.world, self.world.people

	def test_the_world_is_one_in_which_everybody_sees_something_else(self):
		seen = {label: frozenset(self.opened(who, TASK)) for label, who in self.people.items()}
		taken_on = self.around.taken_on()
		both = frozenset({self.around.city.task.name, self.around.second.name, *taken_on})
		for label in ("liaison", "head", "cooperating unit", "leader's office", "leader"):
			self.assertEqual(seen[label], both, label)
		self.assertEqual(seen["outsider asked"], {self.around.city.task.name})
		self.assertEqual(seen["added signer"], {self.around.second.name})
		self.assertEqual(seen["handler"], {self.around.second.name})
		self.assertEqual(seen["superior unit"], {self.around.city.task.name})
		for label in (
			"former handler",
			"copied person",
			"other unit",
			"other leader's office",
			"person without a part",
		):
			self.assertEqual(seen[label], frozenset(), label)
		for label in ("supervision", "list administrator", "administrator"):
			self.assertEqual(seen[label], both | {self.around.other.task.name, self.around.reassigned}, label)
		self.assertEqual(seen["unit that led earlier"], {self.around.reassigned})
		item = self.stored(TASK, self.around.city.task.name, "key_work")
		self.assertEqual(self.opened(self.around.asked, "Qingdan Key Work"), {item})
		report = self.around.city.completion.name
		self.assertEqual(self.opened(self.around.asked, "Qingdan Progress Report"), {report})
		self.assertTrue(self.opened(self.around.asked, "Qingdan Approval Log"))
		self.assertTrue(self.opened(self.around.copied, "Qingdan Approval Request"))
		rows = {name for name, rule in GUARDED.items() if rule.parent}
		self.assertEqual(set(CHILDREN) | {name for name in rows if name.startswith("Qingdan Import")}, rows)
		for doctype in RULED:
			self.assertTrue(self.names(doctype), doctype)

	def test_lists_and_searches(self):
		for door in (self.by_get_list, self.by_report_view, self.by_list_view, self.by_search):
			self.assertSame(door)
		self.assertSame(self.by_desk_page, [TASK])

	def test_counts(self):
		for door in (self.by_count_of_desk, self.by_count_of_client, self.by_group):
			self.assertSame(door, counted=True)

	def test_forms_and_rooms_of_realtime(self):
		self.assertSame(self.by_form)
		self.assertSame(self.by_room)

	def test_files(self):
		for doctype in (TASK, "Qingdan Progress Report", "Qingdan Key Work"):
			files = self.around.attach(doctype)
			self.assertSame(lambda who, _doctype, files=files: self.by_file_list(who, files), [doctype])
			self.assertSame(lambda who, _doctype, files=files: self.by_file(who, files), [doctype])

	def test_ones_own_page_the_overview_and_linked_documents(self):
		for door in (self.by_own_page, self.by_overview, self.by_links):
			self.assertSame(door, [TASK])
		for door in (self.by_own_total, self.by_connections):
			self.assertSame(door, [TASK], counted=True)

	def test_rows_of_documents(self):
		for child, parent in CHILDREN.items():
			rows = {
				row.name: row.parent
				for row in frappe.get_all(child, {"name": ("in", self.names(child))}, ["name", "parent"])
			}
			for label, who in self.people.items():
				opened = self.opened(who, parent)
				expected = {name for name, owner in rows.items() if owner in opened}
				with self.subTest(child=child, who=label):
					self.assertEqual(self.by_rows(who, child, parent) & set(rows), expected)

	def assertSame(self, door, doctypes=RULED, counted: bool = False) -> None:
		for doctype in doctypes:
			for label, who in self.people.items():
				expected = self.opened(who, doctype)
				with self.subTest(door=door.__name__, doctype=doctype, who=label):
					found = self._asked(door, who, doctype)
					if counted:
						self.assertEqual(found or 0, len(expected))
					else:
						self.assertEqual(found & self.names(doctype), expected)

	def names(self, doctype: str) -> set[str]:
		if doctype not in self._names:
			self._names[doctype] = self.around.names(doctype)
		return self._names[doctype]

	def opened(self, who: str, doctype: str) -> set[str]:
		"""What opens to a person, document by document."""
		key = (who, doctype)
		if key not in self._opened:
			with self.as_user(who):
				self._opened[key] = {
					name for name in self.names(doctype) if frappe.has_permission(doctype, "read", name)
				}
		return self._opened[key]

	def by_get_list(self, who, doctype):
		return self._named(
			"frappe.client.get_list", who, doctype=doctype, fields=["name"], limit_page_length=0
		)

	def by_list_view(self, who, doctype):
		return self._named(
			"frappe.desk.reportview.get_list", who, doctype=doctype, fields='["name"]', limit_page_length=0
		)

	def by_report_view(self, who, doctype, **more):
		words = {"doctype": doctype, "fields": f'["`tab{doctype}`.`name`"]', **more}
		answer = self.call("frappe.desk.reportview.get", who, **words)
		return {row[0] for row in answer["values"]} if answer else set()

	def by_desk_page(self, who, doctype):
		words = {
			"order_by": "`tabQingdan Task`.`due_order` asc",
			"start": 0,
			"page_length": 500,
			"view": "List",
		}
		return self.by_report_view(who, doctype, **words)

	def by_form(self, who, doctype):
		return {
			name
			for name in self.names(doctype)
			if self._opens("frappe.desk.form.load.getdoc", who, doctype=doctype, name=name)
		}

	def by_search(self, who, doctype):
		words = {
			"doctype": doctype,
			"txt": "",
			"page_length": 50000,
			"filters": as_json(self._these(doctype)),
		}
		try:
			found = self.call("frappe.desk.search.search_link", who, **words)
		except KeyError:  # what early builds of Frappe 15 make of a search that was refused
			return set()
		found = found.get("results") if isinstance(found, dict) else found
		return {row["value"] for row in found or []}

	def by_count_of_desk(self, who, doctype):
		words = {
			"doctype": doctype,
			"fields": "[]",
			"distinct": "false",
			"filters": as_json(self._these(doctype)),
		}
		return self.call("frappe.desk.reportview.get_count", who, **words)

	def by_count_of_client(self, who, doctype):
		return self.call(
			"frappe.client.get_count", who, doctype=doctype, filters=as_json(self._these(doctype))
		)

	def by_group(self, who, doctype):
		words = {"doctype": doctype, "current_filters": as_json(self._these(doctype)), "field": "owner"}
		return sum(row["count"] for row in self.call("frappe.desk.listview.get_group_by_count", who, **words))

	def by_room(self, who, doctype):
		with self.as_user(who):
			return {name for name in self.names(doctype) if compat.opens_realtime_room(doctype, name)}

	def by_file_list(self, who, files):
		words = {"doctype": "File", "filters": as_json({"name": ["in", list(files)]}), "fields": ["name"]}
		return {
			files[name] for name in self._named("frappe.client.get_list", who, **words, limit_page_length=0)
		}

	def by_file(self, who, files):
		with self.as_user(who):
			return {name for file, name in files.items() if frappe.get_doc("File", file).is_downloadable()}

	def by_links(self, who, doctype):
		found = set()
		for city in (self.around.city, self.around.other):
			words = {"doctype": "Qingdan Leader", "docname": city.leader}
			answer = self.call("frappe.desk.form.linked_with.get", who, **words)
			found |= {row["name"] for row in answer.get(doctype, [])}
		return found

	def by_connections(self, who, doctype):
		found = 0
		for city in (self.around.city, self.around.other):
			words = {"doctype": "Qingdan Unit", "name": city.lead, "items": as_json([doctype])}
			rows = self.call("frappe.desk.notifications.get_open_count", who, **words)["count"]
			rows = rows if isinstance(rows, list) else rows["external_links_found"]
			found += sum(row["count"] for row in rows if doctype in (row.get("doctype"), row.get("name")))
		return found

	def by_own_page(self, who, doctype):
		return {row.name for page in self._own_pages(who) for row in page["tasks"]}

	def by_own_total(self, who, doctype):
		return sum(page["total"] for page in self._own_pages(who))

	def by_overview(self, who, doctype):
		return {
			name
			for name in self.names(doctype)
			if self._opens("qingdan_app.tasks.api.get_overview", who, task=name)
		}

	def by_rows(self, who, child, parent):
		words = {"doctype": child, "parent": parent, "fields": ["name"], "limit_page_length": 0}
		return self._asked(
			lambda who, _child: self._named("frappe.client.get_list", who, **words), who, child
		)

	def _own_pages(self, who) -> list[dict]:
		"""A page for the list of each task, from behind the door of the task pages."""
		lists = frappe.get_all(TASK, self._these(TASK), pluck="list")
		with self.as_user(who):
			frappe.has_permission(TASK, "read", throw=True)
			return [page_of_tasks(TaskQuery(list=name)) for name in lists]

	def _asked(self, door, who, doctype):
		"""What a door answers; whoever is refused sees nothing by it."""
		try:
			return door(who, doctype)
		except REFUSALS:
			return set()

	def _named(self, method: str, who: str, **words) -> set[str]:
		return {row["name"] for row in self.call(method, who, **words) or []}

	def _opens(self, method: str, who: str, **words) -> bool:
		try:
			self.call(method, who, **words)
		except REFUSALS:
			return False
		return True

	def _these(self, doctype: str) -> dict:
		return {"name": ["in", sorted(self.names(doctype))]}
