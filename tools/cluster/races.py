"""Races: two people do what only one of them can have done, each at a node of their own, at the same moment."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .person import PERFORM, Answer
from .places import NODES
from .running import TASK, Cluster

IN_REVIEW = "待审核"
AGREED = "approve"
"""How the log calls it that one of several signers agrees."""
Entry = tuple[str, str, bool]
"""Of the log of a task: the act, who did it, and whether it stands there as one of its request."""
MANY = "qingdan_app.api.documents.perform_on_many"
ACKNOWLEDGE = "qingdan_app.api.tasks.acknowledge"
AT_ONCE = 2
"""Races that are run at the same time."""


@dataclass(frozen=True)
class Side:
	"""What one of the two does: who, by which endpoint, with which words; `logged` is how the log calls it."""

	who: str
	logged: str
	endpoint: str
	words: Mapping[str, object]


@dataclass(frozen=True)
class Race:
	"""Two sides, and the tasks of which each is to be won once."""

	kind: str
	names: tuple[str, ...]
	sides: tuple[Side, Side]


@dataclass
class Outcome:
	"""What was answered to each side of a race."""

	race: Race
	answers: list[Answer] = field(default_factory=list)


def of_round(waiting: Mapping[str, list]) -> list[Race]:
	"""All races for which something waits, the kinds mixed."""
	makers = {
		"start": start,
		"acknowledge": acknowledge,
		"many": many,
		"decide": decide,
		"withdraw": withdraw,
	}
	kinds = [[makers[kind](name) for name in waiting[kind]] for kind in makers]
	return [race for races in zip(*kinds, strict=True) for race in races]


def start(name: str) -> Race:
	return _same("start", (name,), ("liaison", "second_liaison"), "start", PERFORM, _acted(name, "start"))


def acknowledge(name: str) -> Race:
	words = {"names": [name]}
	return _same("acknowledge", (name,), ("liaison", "second_liaison"), "acknowledge", ACKNOWLEDGE, words)


def many(names: list[str]) -> Race:
	words = {"doctype": TASK, "names": names, "act": "start"}
	return _same("many", tuple(names), ("liaison", "second_liaison"), "start", MANY, words)


def decide(name: str) -> Race:
	"""Both saw the task in review: one completes it, the other sends it back."""
	seen = {"seen_state": IN_REVIEW}
	sides = (
		Side("office", "complete", PERFORM, {**_acted(name, "complete"), **seen}),
		Side("second_office", "return", PERFORM, {**_acted(name, "return"), **seen, "opinion": "缺材料"}),
	)
	return Race("decide", (name,), sides)


def withdraw(name: str) -> Race:
	"""The head of the unit agrees, and the liaison takes the report back."""
	sides = (
		Side("head", AGREED, PERFORM, {**_acted(name, "complete"), "seen_state": IN_REVIEW}),
		Side("liaison", "withdraw", PERFORM, _acted(name, "withdraw")),
	)
	return Race("withdraw", (name,), sides)


def _same(
	kind: str, names: tuple[str, ...], people: Iterable[str], act: str, endpoint: str, words: Mapping
) -> Race:
	first, second = (Side(who, act, endpoint, words) for who in people)
	return Race(kind, names, (first, second))


def _acted(name: str, act: str) -> dict[str, object]:
	return {"doctype": TASK, "name": name, "act": act}


def run(cluster: Cluster, race: Race) -> Outcome:
	"""Let both begin at the same moment, each at a node of their own."""
	begin, answers = threading.Barrier(len(race.sides)), {}

	def one(side: Side, node: int) -> None:
		person = cluster.person(side.who)
		begin.wait()
		answers[node] = person.call(node, side.endpoint, **side.words)

	threads = [threading.Thread(target=one, args=pair) for pair in zip(race.sides, NODES, strict=True)]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join()
	return Outcome(race, [answers.get(node, Answer(0, {})) for node in NODES])


def won(side: Side, answer: Answer) -> set[str]:
	"""The tasks of which an answer says that this side has done it."""
	if not answer.is_done:
		return set()
	if side.endpoint == ACKNOWLEDGE:
		return set(answer.message)
	if side.endpoint == MANY:
		return {row["name"] for row in answer.message if row["ok"]}
	return {side.words["name"]}


def faults(outcome: Outcome, users: Mapping[str, str], log: Mapping[str, list[Entry]]) -> list[str]:
	"""What is wrong of a race, in words; nothing where one has won and everybody was told the truth.

	`users` says who a side is, `log` what stands in the log of each task.
	"""
	race = outcome.race
	found = [fault for name in race.names for fault in _faults_of(name, outcome, users, log.get(name, []))]
	for side, answer in zip(race.sides, outcome.answers, strict=True):
		if not (answer.is_done or answer.is_named_refusal):
			found.append(f"{side.who} was answered {answer.status} {answer.body}")
	return [f"{race.kind}: {fault}" for fault in found]


def _faults_of(name: str, outcome: Outcome, users: Mapping[str, str], log: list[Entry]) -> Iterator[str]:
	"""The same of one of its tasks: who was told to have won it, and who stands in its log."""
	sides = outcome.race.sides
	won_by = [side for side, answer in zip(sides, outcome.answers, strict=True) if name in won(side, answer)]
	winners = {(side.logged, users[side.who]) for side in won_by}
	stored = [entry for entry in log if entry[0] in {side.logged for side in sides}]
	if len(won_by) != 1:
		yield f"{len(won_by)} were told that they have won {name}"
	if len(set(stored)) != len(stored) or {entry[:2] for entry in stored} != winners:
		yield f"{name}: answered {winners}, stored {stored}"
