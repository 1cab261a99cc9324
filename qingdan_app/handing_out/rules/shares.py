"""Who gets how many of the tasks that are handed out together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Drafted:
	"""A task that is about to be handed out."""

	name: str
	title: str = ""
	list: str = ""
	state: str = ""
	leader: str | None = None
	lead: str | None = None
	cooperating: tuple[str, ...] = ()


@dataclass
class UnitShare:
	"""How many tasks a unit gets, by its duty."""

	lead: int = 0
	cooperating: int = 0

	@property
	def total(self) -> int:
		return self.lead + self.cooperating


@dataclass
class PersonShare:
	"""The tasks that one person is told of, each once and in their order; `of_unit`: a unit of theirs has to act on one."""

	tasks: dict[str, Drafted] = field(default_factory=dict)
	of_unit: bool = False

	@property
	def first(self) -> Drafted:
		return next(iter(self.tasks.values()))


def by_unit(tasks: Iterable[Drafted]) -> dict[str, UnitShare]:
	"""Unit → its share, the unit with most tasks first."""
	found: dict[str, UnitShare] = defaultdict(UnitShare)
	for task in tasks:
		if task.lead:
			found[task.lead].lead += 1
		for unit in task.cooperating:
			found[unit].cooperating += 1
	return dict(sorted(found.items(), key=lambda each: (-each[1].total, each[0])))


def by_leader(tasks: Iterable[Drafted]) -> dict[str, int]:
	"""Leader → how many tasks stand under them, the leader with most first."""
	found: dict[str, int] = defaultdict(int)
	for task in tasks:
		if task.leader:
			found[task.leader] += 1
	return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def by_person(
	tasks: Iterable[Drafted], contacts: Mapping[str, Iterable[str]], offices: Mapping[str, Iterable[str]]
) -> dict[str, PersonShare]:
	"""User → what they are told of: one share each, whatever they stand for.

	`contacts` maps a unit to its liaisons and heads, `offices` a leader to the people of their office. Who is told of a task for
	their unit is told of it for that.
	"""
	found: dict[str, PersonShare] = defaultdict(PersonShare)
	for task in tasks:
		for unit in filter(None, (task.lead, *task.cooperating)):
			for user in contacts.get(unit, ()):
				found[user].tasks[task.name] = task
				found[user].of_unit = True
		for user in offices.get(task.leader or "", ()):
			found[user].tasks[task.name] = task
	return dict(found)
