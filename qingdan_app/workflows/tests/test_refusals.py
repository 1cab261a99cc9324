"""Every refusal of the pure engine has an exception of its name, which another app imports and catches."""

from importlib import import_module

import frappe

from qingdan_app.tests.site import SiteTestCase
from qingdan_app.workflows import exceptions, wording
from qingdan_app.workflows.engine.flow import refusals as of_requests
from qingdan_app.workflows.engine.refusals import Refusal

DETAILS = {"outcome": "approved", "by": "Administrator", "person": "Administrator"}


def all_refusals() -> list[type[Refusal]]:
	"""The classes below the engine's base, however deep."""
	import_module(of_requests.__name__)
	found, fresh = [], [Refusal]
	while fresh:
		fresh = [child for parent in fresh for child in parent.__subclasses__()]
		found += fresh
	return [each for each in dict.fromkeys(found) if each.__module__.startswith("qingdan_app.")]


class TestRefusals(SiteTestCase):
	def test_every_refusal_is_raised_as_the_named_exception_that_stands_in_the_module(self):
		self.assertGreater(len(all_refusals()), 20)
		for refusal in all_refusals():
			with self.subTest(refusal.__name__):
				named = vars(exceptions)[refusal.__name__]
				self.assertTrue(issubclass(named, exceptions.FlowRefusal))
				self.assertEqual(named.__module__, exceptions.__name__)
				with self.assertRaises(named) as caught, wording.in_words():
					raise self._one(refusal)
				self.assertIs(type(caught.exception), named)

	def test_a_subclass_in_the_engine_is_a_subclass_for_whoever_catches(self):
		for refusal in all_refusals():
			for parent in refusal.__bases__:
				if parent is not Refusal:
					with self.subTest(refusal.__name__):
						named = getattr(exceptions, refusal.__name__)
						self.assertTrue(issubclass(named, getattr(exceptions, parent.__name__)))

	def _one(self, refusal: type[Refusal]) -> Refusal:
		fields = [name for name in refusal.__dataclass_fields__ if name not in ("act", "state")]
		moment = frappe.utils.now_datetime()
		return refusal("approve", "running", *(DETAILS.get(name, moment) for name in fields))
