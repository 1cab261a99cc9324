"""Everybody × every DocType with a rule × every endpoint that may be told what to read: nobody gets a word too much.

Each document holds a word of its own; what an endpoint answers is searched for the words of documents that the person may
not see, by the truth of `truth.py`. Names count where they were not sent along.
"""

import inspect
from unittest.mock import patch

import frappe

from qingdan_app.permissions import replaced
from qingdan_app.permissions.guarded import RULED
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.security import core_source, core_verdicts
from qingdan_app.tests.security.people_around import PeopleAround
from qingdan_app.tests.security.truth import Truth
from qingdan_app.tests.site import as_json, one_transaction

READING = (
	"asks for the document it speaks of",
	"answers what a list shows the user",
	"serves a file by the class of File",
	"speaks of DocTypes and settings, of no document of ours",
	"writes a note about a document and shows nothing of it",
	"searches pages of the website and what is in the global search, where nothing of ours is",
)
"""Verdicts on endpoints that the matrix asks; the others save, run reports, or are for administrators."""
SLOW = {"frappe.utils.print_format.download_multi_pdf_async", "frappe.utils.weasyprint.download_pdf"}
PEOPLE = (
	"cooperating unit",
	"outsider asked",
	"copied person",
	"other unit",
	"person without a part",
	"person without a role",
)
WORDS: dict[str, str] = {
	"Qingdan Task": "text",
	"Qingdan Key Work": "text",
	"Qingdan Progress Report": "done",
	"Qingdan Contact": "full_name",
	"Qingdan Import": "outcome",
	"Qingdan Approval Request": "subject_title",
	"Qingdan Approval Assignment": "subject_title",
	"Qingdan Approval Copy": "subject_title",
	"Qingdan Approval Log": "opinion",
	"Qingdan Approval Delegation": "reason",
	"Qingdan Message": "title",
	"Qingdan Message Preference": "kind",
	"Qingdan Common Phrase": "phrase",
}
"""The column of each DocType in which its documents get a word of their own."""


class TestMatrix(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.around = PeopleAround()
		self.people = self.around.people
		self.words: dict[str, dict[str, str]] = {doctype: self.mark(doctype) for doctype in RULED}

	def test_what_opens_and_what_is_listed_is_the_truth(self):
		for label, who in self.people.items():
			truth = Truth(who)
			for doctype in RULED:
				expected = truth.names(doctype) & set(self.words[doctype])
				with self.subTest(who=label, doctype=doctype):
					self.assertEqual(self.opened(who, doctype), expected)
					self.assertEqual(self.listed(who, doctype), expected)

	def test_no_endpoint_tells_a_word_too_much(self):
		wrong = []
		for label in PEOPLE:
			who = self.people[label]
			truth = Truth(who)
			for doctype in RULED:
				hidden = {
					name: word
					for name, word in self.words[doctype].items()
					if name not in truth.names(doctype)
				}
				for endpoint in self.endpoints() if hidden else ():
					wrong += [
						f"{label}: {endpoint} tells {each} of {doctype}"
						for each in self.told(endpoint, who, doctype, hidden)
					]
		self.assertEqual(wrong, [])

	def endpoints(self) -> list[str]:
		asked = [address for address, verdict in core_verdicts.judged() if verdict in READING]
		here = set(core_source.endpoints())
		return sorted((set(asked) | set(replaced.REPLACED)) & here - SLOW)

	def told(self, endpoint: str, who: str, doctype: str, hidden: dict[str, str]) -> list[str]:
		name = next(iter(hidden))
		arguments = self.arguments(endpoint, doctype, name)
		answer = self.asked(endpoint, who, arguments)
		names = [each for each in hidden if each != name and len(each) > 6]
		secrets = [*hidden.values(), *names] if name in as_json(arguments) else [*hidden.values(), *hidden]
		return [each for each in secrets if len(each) > 6 and each in answer]

	def asked(self, endpoint: str, who: str, arguments: dict) -> str:
		frappe.db.savepoint("asked")
		try:
			with one_transaction(), patch.object(frappe, "sendmail"), patch.object(frappe, "enqueue"):
				return str(self.call(endpoint, who, **arguments)) + str(frappe.local.response)
		except Exception as refusal:
			return str(refusal)  # whatever a refusal says, it says nothing of the document
		finally:
			frappe.db.rollback(save_point="asked")

	def arguments(self, endpoint: str, doctype: str, name: str) -> dict:
		column = WORDS[doctype]
		known = {
			"txt": "",
			"text": "",
			"filters": "{}",
			"current_filters": "{}",
			"fields": as_json(["name", column]),
			"field": column,
			"fieldname": column,
			"searchfield": "name",
			"workflow_state_field": column,
			"states": "[]",
			"start": 0,
			"limit_start": 0,
			"page_len": 5000,
			"page_length": 5000,
			"limit_page_length": 0,
			"limit": 5000,
			"prev": 0,
			"value": name,
			"as_dict": 1,
			"stats": as_json([column]),
			"tag": "%",
			"order": "{}",
			"refresh": 1,
			"ignore_user_permissions": 1,
			"doctype": doctype,
			"dt": doctype,
			"_doctype": doctype,
			"parent": "",
			"doc": name,
			"chart": as_json(
				{
					"name": "x",
					"type": "Heatmap",
					"document_type": doctype,
					"chart_type": "Count",
					"based_on": "creation",
					"filters_json": "[]",
				}
			),
			"items": as_json([doctype]),
			"sort_field": column,
			"label": "x",
			"tree_method": "frappe.client.get_count",
			"method": "frappe.client.get_count",
			"source_name": doctype,
			"source_names": as_json([doctype]),
			"target_doc": "{}",
			"file_format_type": "CSV",
			"file_type": "CSV",
			"with_data": 1,
			"export_records": "all",
			"title": "x",
			"export_fields": as_json({doctype: ["name", column]}),
			"select_columns": as_json({doctype: ["name", column]}),
			"type": "coordinates",
			"names": as_json([name]),
			"files": "[]",
			"perm_type": "read",
			"cached_timestamp": "",
			"goal_doctype": doctype,
			"goal_field": column,
			"date_field": "creation",
			"field_map": as_json({"start": "creation", "end": "creation", "title": column}),
		}
		words = inspect.signature(frappe.get_attr(endpoint)).parameters
		if not words:
			return {
				"doctype": doctype,
				"fields": as_json(["name", column]),
				"filters": "[]",
				"file_format_type": "CSV",
				"title": "x",
			}
		return {
			word: known.get(word, self.by_sound(word, doctype, name))
			for word in words
			if word not in ("kwargs", "args")
		}

	def by_sound(self, word: str, doctype: str, name: str):
		if "doctype" in word or word.endswith("dt"):
			return doctype
		return name if word.endswith(("name", "dn", "_doc")) else None

	def mark(self, doctype: str) -> dict[str, str]:
		"""A word of its own in each document of the test: its name → the word."""
		column, marked = WORDS[doctype], {}
		for name in sorted(self.around.names(doctype)):
			marked[name] = f"secret{frappe.generate_hash(length=10)}"
			if column != "kind":
				frappe.db.set_value(doctype, name, column, marked[name], update_modified=False)
		return marked

	def opened(self, who: str, doctype: str) -> set[str]:
		with self.as_user(who):
			return {name for name in self.words[doctype] if frappe.has_permission(doctype, "read", name)}

	def listed(self, who: str, doctype: str) -> set[str]:
		words = {"doctype": doctype, "fields": ["name"], "limit_page_length": 0}
		words["filters"] = as_json({"name": ["in", list(self.words[doctype])]})
		try:
			return {row["name"] for row in self.call("frappe.client.get_list", who, **words)}
		except (frappe.PermissionError, frappe.ValidationError):
			return set()
