"""Acts of core's Workflow: one row each, given by whoever owns the Workflow. The engine itself knows none of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qingdan_app.workflows.engine.shown import Colour, Need, Place

OPINION_LIMIT = 10_000
"""Characters an opinion may have: far above any real one, far below what would harm a page."""


@dataclass(frozen=True)
class WorkflowAct:
	"""One act: the action of core's Workflow that it is, and how it is asked for and shown."""

	act: str
	"""The word in code, in the log and in addresses."""
	words: str
	"""What people read in the history; English source words."""
	action: str = ""
	"""Its name in core's Workflow Action Master; empty for a step that moves no state."""
	opinion: Need = Need.OPTIONAL
	"""Whether a reason is required, offered, or not asked for. What is required is refused without."""
	colour: Colour = Colour.BLUE
	place: Place = Place.BUTTON
	button: str = ""
	"""What its button says, where that differs from `words`."""
	confirm: str = ""
	"""What is asked before it is done, where it asks for no words."""


@dataclass(frozen=True)
class ActTable:
	"""All acts that apps have named, found by act and by action."""

	rows: tuple[WorkflowAct, ...] = ()
	_by_act: Mapping[str, WorkflowAct] = field(init=False, repr=False)
	_by_action: Mapping[str, WorkflowAct] = field(init=False, repr=False)

	def __post_init__(self):
		object.__setattr__(self, "_by_act", {row.act: row for row in self.rows})
		object.__setattr__(self, "_by_action", {row.action: row for row in self.rows if row.action})

	def row_of(self, act: str) -> WorkflowAct:
		"""The row of an act; an action made on site is its own act, and says what it is called."""
		return self._by_act.get(act) or WorkflowAct(act, act, act)

	def act_of(self, action: str) -> str:
		"""The act for an action of the Workflow."""
		row = self._by_action.get(action)
		return row.act if row else action

	def action_of(self, act: str) -> str:
		"""The Workflow's action for an act."""
		return self.row_of(act).action


def joined(tables: Iterable[Iterable[WorkflowAct]]) -> ActTable:
	"""One table of several apps' rows; what two name, the later says."""
	return ActTable(tuple({row.act: row for table in tables for row in table}.values()))
