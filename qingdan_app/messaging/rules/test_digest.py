"""What is told as one, and what never is."""

from dataclasses import dataclass

from qingdan_app.messaging.rules.digest import MOST_SINGLE, digests

FEW, MANY = MOST_SINGLE, MOST_SINGLE + 1


@dataclass(frozen=True)
class Told:
	number: int
	receiver: str = "a"
	channel: str = "Desk"
	kind: str = "Turn"


def turns(count: int, **fields) -> list[Told]:
	return [Told(number, **fields) for number in range(count)]


def test_a_few_turns_stay_what_they_are():
	assert digests(turns(FEW), "Turn") == []


def test_many_turns_are_one_that_begins_with_the_first():
	assert digests(turns(MANY), "Turn") == [turns(MANY)]


def test_each_person_is_counted_alone_and_each_channel_too():
	found = digests(
		[*turns(MANY), *turns(FEW, receiver="b"), *turns(MANY, channel="Email"), *turns(FEW, channel="SMS")],
		"Turn",
	)

	assert [(many[0].receiver, many[0].channel, len(many)) for many in found] == [
		("a", "Desk", MANY),
		("a", "Email", MANY),
	]


def test_reminders_are_never_drowned_in_a_digest():
	assert digests([*turns(FEW), *turns(MANY, kind="Late")], "Turn") == []
