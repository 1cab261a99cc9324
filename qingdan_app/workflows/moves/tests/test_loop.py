"""One loop does what follows: in order, with the causes handed on."""

from dataclasses import dataclass

from qingdan_app.tests.site import SiteTestCase
from qingdan_app.workflows.exceptions import FlowUnsound
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, run


@dataclass(frozen=True)
class Say(FollowUp):
	"""Says its word, leaves an entry where it has one, and is followed by others."""

	heard: list
	word: str
	then: tuple = ()
	entry: str = ""

	def carry_out(self, held, cause):
		self.heard.append((self.word, cause.entry))
		return Done(self.then, Cause(self.entry) if self.entry else None)


@dataclass(frozen=True)
class Again(FollowUp):
	"""Follows from itself."""

	def carry_out(self, held, cause):
		return Done([self])


class TestLoop(SiteTestCase):
	def test_what_follows_from_a_thing_comes_before_the_next_thing(self):
		heard = []
		inner = (Say(heard, "b"), Say(heard, "c", (Say(heard, "d"),)))

		run(Held(), Say(heard, "a", inner), Say(heard, "e"))

		self.assertEqual([word for word, _cause in heard], ["a", "b", "c", "d", "e"])

	def test_each_hears_the_last_entry_that_it_follows_from(self):
		heard = []
		silent = Say(heard, "c", (Say(heard, "d"),))

		run(Held(), Say(heard, "a", (Say(heard, "b", entry="B"), silent), "A"), Say(heard, "e"))

		self.assertEqual(heard, [("a", ""), ("b", "A"), ("c", "A"), ("d", "A"), ("e", "")])

	def test_follow_ups_that_lead_in_a_circle_are_refused(self):
		self.assertRefused(FlowUnsound, run, Held(), Again())
