"""Where a person's tasks come from: the rule of visibility of tasks, in one table.

Lists, forms and searches take it as a condition, a page as index ranges, a total as the scopes it depends on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import frappe
from frappe.query_builder import Criterion, Table

from qingdan_app.compat import literal
from qingdan_app.organization.rules.standing import Standing
from qingdan_app.workflows.listed import EVERYTHING, NOTHING, among, any_of
from qingdan_app.workflows.requests.access import has_live_turns, live_turns

TASK, ROW, EARLIER = "Qingdan Task", "Qingdan Task Unit", "Qingdan Task Earlier Unit"
PART, TAKEN_BACK = "Qingdan Part", "Taken Back"


@dataclass(frozen=True)
class Sources:
	"""All tasks; or those of units (lead and cooperating), of leaders, those that the units led `earlier`, those on which it is
	the user's turn, those that were handed to the user at the units they `handle` for, and those of `subordinates` in the
	`lists` that show them to superior units."""

	user: str
	everything: bool = False
	units: tuple[str, ...] = ()
	leaders: tuple[str, ...] = ()
	turns: bool = False
	earlier: bool = False
	handles: tuple[str, ...] = ()
	subordinates: tuple[str, ...] = ()
	lists: tuple[str, ...] = ()

	@property
	def none(self) -> bool:
		lasting = self.everything or self.units or self.leaders
		return not (lasting or self.turns or self.earlier or self.handles or self.subordinates)

	@property
	def condition(self) -> str:
		"""The list condition of tasks."""
		return EVERYTHING if self.everything else any_of([*self._lasting(), *self._passing()])

	@property
	def scopes(self) -> list[str]:
		"""What a total depends on, beside the turns; see `tasks.totals`."""
		if self.everything:
			return ["all"]
		return [*(f"unit:{unit}" for unit in self.units), *(f"leader:{leader}" for leader in self.leaders)]

	def _lasting(self) -> Iterable[str]:
		if self.units:
			yield f"`tab{TASK}`.`name` in (select `parent` from `tab{ROW}` where {among('`unit`', self.units)})"
		if self.leaders:
			yield among(f"`tab{TASK}`.`leader`", self.leaders)

	def _passing(self) -> Iterable[str]:
		if self.turns:
			yield f"`tab{TASK}`.`name` in ({live_turns(TASK, self.user)})"
		if self.earlier:
			yield f"`tab{TASK}`.`name` in (select `parent` from `tab{EARLIER}` where {among('`unit`', self.units)})"
		if self.handles:
			yield f"`tab{TASK}`.`name` in ({handed_to(self.user, self.handles, '`task`')})"
		if self.subordinates:
			theirs = f"{among('`unit`', self.subordinates)} and {among('`list`', self.lists)}"
			yield f"`tab{TASK}`.`name` in (select `parent` from `tab{ROW}` where {theirs})"


def sources_of(standing: Standing) -> Sources:
	"""Where the tasks of a person come from today."""
	if standing.sees_all:
		return Sources(standing.user, everything=True)
	return Sources(
		standing.user, **_passing_of(standing), **_standing_for(standing), **_subordinates_of(standing)
	)


def lasting_sources_of(standing: Standing) -> Sources:
	"""The same without turns, what was led earlier, what was handed on and what subordinates have: whoever is asked for a while,
	was re-assigned away, works for their unit or stands above it reads the task, and changes nothing of it."""
	return Sources(standing.user, standing.sees_all, **_standing_for(standing))


def open_turns(turn: Table, user: str) -> Criterion:
	"""The rows of turns that make up `Sources.turns`, for a query that joins them."""
	return (turn.assignee == user) & turn.standing.isin(["Open", "Held"]) & (turn.reference_doctype == TASK)


def handed_to(user: str, units: Iterable[str], columns: str) -> str:
	"""The statement of what was handed to a person at these units, as these columns of it: as long as it is not taken back."""
	whose = f"`handler` = {literal(user)} and `state` != {literal(TAKEN_BACK)}"
	return f"select {columns} from `tab{PART}` where {whose} and {among('`unit`', units)}"


def handed(part: Table, sources: Sources) -> Criterion:
	"""The same rows, for a query that joins them."""
	whose = (part.handler == sources.user) & (part.state != TAKEN_BACK)
	return whose & part.unit.isin(list(sources.handles))


def _passing_of(standing: Standing) -> dict[str, Any]:
	"""Whether it is their turn on a task, a unit of theirs led one that another leads now, and something was handed to them, in one statement.

	Most have none of it, and their lists stay plain.
	"""
	units, handles = sorted(standing.all_units), tuple(sorted(standing.handles))
	if not units and not handles:
		return {"turns": has_live_turns(TASK, standing.user)}
	earlier = f"select 1 from `tab{EARLIER}` where {among('`unit`', units)}"
	asked = (live_turns(TASK, standing.user), earlier, handed_to(standing.user, handles, "1"))
	whether = "select " + ", ".join(f"exists({each})" for each in asked)
	turns, led, has_parts = map(bool, frappe.db.sql(whether)[0])
	return {"turns": turns, "earlier": led, "handles": handles if has_parts else ()}


def _standing_for(standing: Standing) -> dict[str, tuple[str, ...]]:
	return {"units": tuple(sorted(standing.all_units)), "leaders": tuple(sorted(standing.leaders))}


def _subordinates_of(standing: Standing) -> dict[str, tuple[str, ...]]:
	"""The units below a person's, and the lists that show their tasks to superior units; nothing where no list does."""
	lists = standing.subordinates and frappe.get_all("Qingdan List", {"superiors_see": 1}, pluck="name")
	return {"subordinates": tuple(sorted(standing.subordinates)), "lists": tuple(lists)} if lists else {}


def all_seen(document: str, row: str, seen: str) -> str:
	"""Documents whose rows name some task, and none that a person does not see; `seen` is the person's condition of tasks."""
	if seen in (EVERYTHING, NOTHING):
		return seen
	tasks = f"select `name` from `tab{TASK}` where {seen}"
	rows = f"select `parent` from `tab{row}` where `task`"
	name = f"`tab{document}`.`name`"
	return f"({name} in ({rows} in ({tasks})) and {name} not in ({rows} not in ({tasks})))"
