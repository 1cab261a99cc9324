"""What is written to the unit that leads a task, and what it answers: urging, notices, instructions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from qingdan_app.simulation.rules.days import DAY
from qingdan_app.simulation.rules.deed import SUPERVISION, Act, Deed
from qingdan_app.simulation.rules.monthly import Underway

if TYPE_CHECKING:
	from qingdan_app.simulation.rules.story import Story

URGED, NOTICED = 5, 10
"""So many days after the deadline supervision urges, and writes a notice."""
TO_ANSWER = 7
"""Within so many days notices and instructions are answered."""


def written(story: Story, underway: Underway) -> Iterator[Act]:
	"""None of it to units that merge, nor for a leader who is replaced: whose paper it is then is told elsewhere."""
	if not story.town.lasts(story.lead):
		return
	yield from _urged(story, underway)
	yield from _noticed(story, underway)
	replaced = story.town.replaced
	if not replaced or story.work.leader not in (replaced.earlier, replaced.later):
		yield from _instructed(story, underway)


def _urged(story: Story, underway: Underway) -> Iterator[Act]:
	day = story.days.on(story.due + URGED * DAY)
	if underway.has(day) and story.chance(0.5):
		yield Act(day, SUPERVISION, Deed.URGE, story.work.key)


def _noticed(story: Story, underway: Underway) -> Iterator[Act]:
	issued = story.days.on(story.due + NOTICED * DAY)
	if not underway.has(issued):
		return
	key, due = story.work.key, issued + TO_ANSWER * DAY
	level = story.rng.choice(("Yellow", "Red"))
	yield Act(issued, SUPERVISION, Deed.ISSUE_NOTICE, key, {"level": level, "due": due})
	answered = _answered_on(story, issued, due)
	signed = story.days.after(issued, 1)
	if signed < answered:
		yield Act(signed, story.liaison_of(story.lead, signed), Deed.SIGN_FOR, key)
	yield Act(answered, story.liaison_of(story.lead, answered), Deed.ANSWER_NOTICE, key)
	yield Act(story.days.after(answered, 2), SUPERVISION, Deed.ACCEPT_ANSWER, key)


def _instructed(story: Story, underway: Underway) -> Iterator[Act]:
	given = story.days.on(underway.begins + story.rng.randint(20, 60) * DAY)
	if not underway.has(given) or not story.chance(0.3):
		return
	key, due = story.work.key, given + TO_ANSWER * DAY
	yield Act(given, story.office(given), Deed.INSTRUCT, key, {"due": due})
	answered = _answered_on(story, given, due)
	yield Act(answered, story.liaison_of(story.lead, answered), Deed.ANSWER_INSTRUCTION, key)
	found = story.days.after(answered, 2)
	yield Act(found, story.office(found), Deed.FIND_CARRIED_OUT, key)


def _answered_on(story: Story, given: date, due: date) -> date:
	answers = story.town.manner_of(story.lead).answers
	return story.days.on(max(due + story.rng.randint(*answers) * DAY, given + DAY))
