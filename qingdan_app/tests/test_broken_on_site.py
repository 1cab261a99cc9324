"""What writes to the database is broken here, one place at a time, and the test that is named for it fails."""

import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from qingdan_app.tests.architecture import code
from qingdan_app.tests.architecture.breakages_on_site import BREAKAGES_ON_SITE, BreakageOnSite
from qingdan_app.tests.architecture.test_breakages import dotted
from qingdan_app.tests.site import SiteTestCase


@contextmanager
def broken(breakage: BreakageOnSite) -> Iterator[None]:
	"""The functions of a module run from other source meanwhile, in the module itself: whoever has imported it meets them."""
	module = import_module(dotted(breakage.file))
	source = (code.APP / breakage.file).read_text(encoding="utf-8")
	whole = dict(vars(module))
	exec(compile(source.replace(breakage.text, breakage.broken, 1), breakage.file, "exec"), vars(module))
	try:
		yield
	finally:
		vars(module).clear()
		vars(module).update(whole)


def failures_of(name: str) -> list[str]:
	"""What one test has failed to find, by its dotted name; not what broke on the way."""
	module, case, test = name.rsplit(".", 2)
	result = unittest.TestResult()
	found = getattr(import_module(f"{code.PACKAGE}.{module}"), case)(test)
	unittest.TestSuite([found]).run(result)  # with what its class sets up
	return [words for _test, words in result.failures]


class TestBrokenOnSite(SiteTestCase):
	commits = True
	"""Each test that is run says by itself whether it commits."""

	def test_a_writer_that_is_broken_is_noticed_by_the_test_that_is_named_for_it(self):
		for breakage in BREAKAGES_ON_SITE:
			with self.subTest(breakage.meets), broken(breakage):
				self.assertTrue(failures_of(breakage.test), f"{breakage.test} notices nothing")

	def test_these_tests_pass_while_the_writers_are_whole(self):
		for name in sorted({breakage.test for breakage in BREAKAGES_ON_SITE}):
			with self.subTest(name):
				self.assertEqual(failures_of(name), [])
