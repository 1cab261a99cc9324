"""What is proposed of what was found: the largest groups, into what is known already, without what was parted and says the same since."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qingdan_app.parsing.same_matter import Same
from qingdan_app.same_matters.rules.same_matter_states import SameState

LIVE = (SameState.PROPOSED.value, SameState.JOINED.value)


@dataclass(frozen=True)
class Known:
	"""A same matter as it is stored: task → how it stands, and what it said when that was settled."""

	name: str
	states: Mapping[str, str]
	said: Mapping[str, str] = field(default_factory=dict)

	@property
	def is_joined(self) -> bool:
		return SameState.JOINED.value in self.states.values()


@dataclass(frozen=True)
class Proposal:
	"""Tasks that are proposed: `into` a same matter that is known, or as a new one where it is empty."""

	into: str
	tasks: tuple[str, ...]
	found: Same


def proposals(
	found: Iterable[Same], said: Mapping[str, str], lists: Mapping[str, Hashable], known: Sequence[Known]
) -> list[Proposal]:
	"""What is new in what was found.

	`said` is what each task says today, `lists` the list it stands in. A task that stands proposed or joined somewhere stays there;
	two that were parted are apart for as long as both say the same.
	"""
	live = {task: each for each in known for task, state in each.states.items() if state in LIVE}
	apart = _apart(known, said)
	made = (_proposal(each, live, apart, lists) for each in largest(found))
	return [each for each in made if each]


def largest(found: Iterable[Same]) -> list[Same]:
	"""Those groups that are not a part of another one; of two with the same tasks the first."""
	kept: list[Same] = []
	of_task: dict[Hashable, set[int]] = defaultdict(set)
	for each in sorted(found, key=lambda one: -len(one.keys)):
		if not set.intersection(*(of_task[key] for key in each.keys)):
			for key in each.keys:
				of_task[key].add(len(kept))
			kept.append(each)
	return kept


def _apart(known: Sequence[Known], said: Mapping[str, str]) -> dict[str, set[str]]:
	"""Task → those from which it was parted, and says what it said then, as they do."""
	found: dict[str, set[str]] = defaultdict(set)
	for each in known:
		still = [task for task in each.states if task in said and each.said.get(task) == said[task]]
		parted = [task for task in still if each.states[task] == SameState.PARTED.value]
		for one in parted:
			found[one].update(still)
			for other in still:
				found[other].add(one)
	return found


def _proposal(
	found: Same, live: Mapping[str, Known], apart: Mapping[str, set[str]], lists: Mapping[str, Hashable]
) -> Proposal | None:
	held = {live[task].name: live[task] for task in found.keys if task in live}
	into = min(held.values(), key=lambda each: (not each.is_joined, each.name), default=None)
	new = [task for task in found.keys if task not in live]
	beside = [task for task in found.keys if into and live.get(task) is into]
	new = [task for task in new if any(_goes_with(task, other, apart) for other in [*beside, *new])]
	enough = new if into else len({lists[task] for task in new}) > 1
	return Proposal(into.name if into else "", tuple(new), found) if enough else None


def _goes_with(task: str, other: str, apart: Mapping[str, set[str]]) -> bool:
	return task != other and other not in apart.get(task, ())
