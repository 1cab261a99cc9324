"""Once a site is given its language, everything that was created before follows it."""

import importlib
import pkgutil
from contextlib import ExitStack
from unittest import mock

import frappe

from qingdan_app import setup
from qingdan_app.tests.site import SiteTestCase


class TestLanguage(SiteTestCase):
	def test_whatever_can_follow_does_when_the_wizard_is_through(self):
		modules = [
			importlib.import_module(f"{setup.__name__}.{each.name}")
			for each in pkgutil.iter_modules(setup.__path__)
		]
		with ExitStack() as stack:
			followers = [
				stack.enter_context(mock.patch.object(each, "follow_language"))
				for each in modules
				if hasattr(each, "follow_language")
			]
			for door in frappe.get_hooks("setup_wizard_complete", app_name="qingdan_app"):
				frappe.get_attr(door)({})
		self.assertGreater(len(followers), 1)
		self.assertEqual([each.call_count for each in followers], [1] * len(followers))
