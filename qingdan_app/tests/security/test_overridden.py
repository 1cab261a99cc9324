"""Another app stands in the place of the same endpoints of core: it is asked as before, and nobody is left in the dark."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from unittest.mock import patch

import click
import frappe
from frappe import handler

from qingdan_app import compat, hooks, install, overridden
from qingdan_app.desk import marks
from qingdan_app.permissions import core_endpoints
from qingdan_app.tests.base import QingdanTestCase

PAGE, COUNT = "frappe.desk.reportview.get", "frappe.client.get_count"
THEIRS = {PAGE: f"{__name__}.page_of_another_app", COUNT: f"{__name__}.count_of_another_app"}
OURS = {endpoint: hooks.override_whitelisted_methods[endpoint] for endpoint in THEIRS}


def page_of_another_app(doctype: str) -> dict:
	return {"keys": ["disabled", "merged_into"], "values": [[1, None]], "asked": doctype}


def count_of_another_app(doctype: str, filters: dict) -> str:
	return f"{doctype} {filters}"


@contextmanager
def installed(*apps: dict[str, str], asks_the_last: bool = True):
	"""As if these apps were on the site, in this order, on a line of Frappe that asks the last one's or the first one's.

	The other app's functions stand in this file.
	"""
	known = frappe.get_hooks
	overrides = {endpoint: [app[endpoint] for app in apps] for endpoint in THEIRS}

	def found(name=None, *arguments, **more):
		return overrides if name == overridden.HOOK else known(name, *arguments, **more)

	of_this_app = patch.object(overridden, "_is_ours", lambda path: path in OURS.values())
	of_this_line = patch.object(compat, "_asks_the_last", lambda: asks_the_last)
	with of_this_app, of_this_line, patch.object(frappe, "get_hooks", found):
		yield


def orders() -> Iterator[tuple[bool, tuple, tuple]]:
	"""Both ways of core: whether it asks the last app's, and the apps so that ours are asked, and so that theirs are."""
	yield True, (THEIRS, OURS), (OURS, THEIRS)
	yield False, (OURS, THEIRS), (THEIRS, OURS)


class TestOverridden(QingdanTestCase):
	def test_what_an_earlier_app_answers_is_handed_on_and_marked_as_ever(self):
		form = frappe._dict(doctype="Qingdan Unit", cmd=PAGE, fields="[]")
		for asks_the_last, apps, _others in orders():
			with (
				installed(*apps, asks_the_last=asks_the_last),
				patch.object(frappe.local, "form_dict", form),
			):
				answer = marks.get_page()

			self.assertEqual(answer["asked"], "Qingdan Unit")
			self.assertEqual(answer["values"][0][-1]["colour"], "gray")

	def test_it_counts_its_own_documents_and_never_ours(self):
		ours = frappe.db.count("Qingdan Import")
		for asks_the_last, apps, _others in orders():
			with installed(*apps, asks_the_last=asks_the_last):
				found = core_endpoints.get_count("ToDo", {"status": "Open"})
				self.assertEqual(found, "ToDo {'status': 'Open'}")
				self.assertEqual(core_endpoints.get_count("Qingdan Import", {}), ours)

	def test_alone_core_answers(self):
		with installed(OURS):
			self.assertEqual(core_endpoints.get_count("ToDo", {}), frappe.db.count("ToDo"))

	def test_whoever_migrates_or_installs_is_told_where_ours_are_not_asked(self):
		acts = (install.endpoints.tell_where_overruled, lambda: install.after_app_install("other"))
		for act, (asks_the_last, _ours, apps) in product(acts, orders()):
			with installed(*apps, asks_the_last=asks_the_last), patch.object(click, "secho") as said:
				act()
			told = "\n".join(call.args[0] for call in said.call_args_list)
			for words in (*THEIRS, *THEIRS.values()):
				self.assertIn(words, told)

	def test_nobody_is_told_of_what_is_as_it_should_be(self):
		for asks_the_last, ours_asked, _theirs in orders():
			for apps in ((OURS,), ours_asked):
				with installed(*apps, asks_the_last=asks_the_last), patch.object(click, "secho") as said:
					install.endpoints.tell_where_overruled()
				said.assert_not_called()

	def test_what_is_said_to_be_asked_is_what_core_calls(self):
		for apps in ((OURS, THEIRS), (THEIRS, OURS), (OURS,)):
			with installed(*apps, asks_the_last=compat._asks_the_last()):
				for endpoint in THEIRS:
					said = frappe.get_attr(overridden.asked(endpoint))
					self.assertIs(self._called(endpoint), said)
					self.assertEqual(endpoint in overridden.overruled(), said.__module__ == __name__)

	def test_on_this_site_ours_are_asked(self):
		self.assertEqual(overridden.overruled(), {})
		rows = self.call(PAGE, "Administrator", doctype="ToDo", fields=json.dumps(["name"]), page_length=1)
		self.assertIsInstance(rows, dict | list)

	def _called(self, endpoint: str):
		"""What core calls for an address on the line at hand, without calling it."""
		allowed = patch.object(handler, "is_whitelisted"), patch.object(handler, "is_valid_http_method")
		with allowed[0], allowed[1], patch.object(frappe, "call") as core:
			handler.execute_cmd(endpoint)
		return core.call_args.args[0]
