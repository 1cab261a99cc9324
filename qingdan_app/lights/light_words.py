"""A light and its reason in the reader's language."""

from collections.abc import Iterable, Mapping

from frappe import _
from frappe.utils import format_date

from qingdan_app.lights.rules.facts import Fact
from qingdan_app.lights.rules.light import Light, Memory

COLOURS: dict[str, str] = {"Red": "red", "Yellow": "yellow", "Blue": "blue", "Green": "green", "": "gray"}
"""Colour of a light, the worst first → that of its pill; no light is gray."""


def shown(colour: str) -> dict[str, str]:
	"""`{light, text, colour}` of a light."""
	return {
		"light": colour,
		"text": _(colour, context="Light") if colour else _("No light"),
		"colour": COLOURS[colour],
	}


def reason(given: Light, facts: Iterable[tuple[Fact, float]], titles: Mapping[str, str]) -> str:
	"""Why a task shows a light: what its rule is called, and the numbers by which it holds."""
	title = titles.get(given.rule, "")
	if not given.rule:
		return _("No rule presses.")
	if given.remembered:
		memory = next(each for each in given.memories if each.rule == given.rule)
		return _of_memory(title, memory)
	return _("{0}: {1}").format(title, "；".join(sentence(fact, number) for fact, number in facts))


def sentence(fact: Fact, number: float) -> str:
	"""A fact with its number."""
	return sentences()[fact].format(f"{number:g}")


def _of_memory(title: str, memory: Memory) -> str:
	if memory.until:
		return _("Made good: {0}. Shown until {1}.").format(title, format_date(memory.until))
	return _("Made good: {0}. Shown as long as the task is open.").format(title)


def sentences() -> dict[Fact, str]:
	return {
		Fact.DAYS_LEFT: _("{0} days left"),
		Fact.DAYS_LATE: _("{0} days late"),
		Fact.DAYS_TO_MILESTONE: _("{0} days to the next milestone"),
		Fact.MILESTONE_LATE: _("milestone {0} days late"),
		Fact.BEHIND: _("{0} points behind schedule"),
		Fact.MISSING: _("{0} reports missing"),
		Fact.RETURNED: _("{0} reports sent back"),
		Fact.PROBLEM: _("a problem was reported"),
		Fact.STAGNANT: _("no report for {0} days"),
		Fact.SUSPENDED: _("suspended"),
		Fact.EXTENSIONS: _("extended {0} times"),
	}
