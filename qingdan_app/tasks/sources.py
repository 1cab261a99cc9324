"""Where a person's tasks come from: the rule of visibility of tasks, in one table.

Lists, forms and searches take it as a condition, a page as index ranges, a total as the scopes it depends on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe.query_builder import Criterion, Table

from qingdan_app.organization.rules.standing import Standing
from qingdan_app.workflows.listed import EVERYTHING, among, any_of
from qingdan_app.workflows.requests.access import has_live_turns, live_turns

TASK, ROW, EARLIER = "Qingdan Task", "Qingdan Task Unit", "Qingdan Task Earlier Unit"


@dataclass(frozen=True)
class Sources:
	"""All tasks; or those of units (lead and cooperating), of leaders, those that the units led `earlier`, and those on which it is
	the user's turn."""

	user: str
	everything: bool = False
	units: tuple[str, ...] = ()
	leaders: tuple[str, ...] = ()
	turns: bool = False
	earlier: bool = False

	@property
	def none(self) -> bool:
		return not (self.everything or self.units or self.leaders or self.turns or self.earlier)

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


def sources_of(standing: Standing) -> Sources:
	"""Where the tasks of a person come from today."""
	if standing.sees_all:
		return Sources(standing.user, everything=True)
	turns, earlier = _passing_of(standing)
	return Sources(standing.user, turns=turns, earlier=earlier, **_standing_for(standing))


def lasting_sources_of(standing: Standing) -> Sources:
	"""The same without turns and what was led earlier: who is asked for a while, or was re-assigned away, may read and change nothing."""
	return Sources(standing.user, standing.sees_all, **_standing_for(standing))


def open_turns(turn: Table, user: str) -> Criterion:
	"""The rows of turns that make up `Sources.turns`, for a query that joins them."""
	return (turn.assignee == user) & turn.standing.isin(["Open", "Held"]) & (turn.reference_doctype == TASK)


def _passing_of(standing: Standing) -> tuple[bool, bool]:
	"""Whether it is their turn on a task, and whether a unit of theirs led one that another leads now, in one statement.

	Most never did, and their lists stay plain.
	"""
	units = sorted(standing.all_units)
	if not units:
		return has_live_turns(TASK, standing.user), False
	earlier = f"select 1 from `tab{EARLIER}` where {among('`unit`', units)}"
	whether = f"select exists({live_turns(TASK, standing.user)}), exists({earlier})"
	return tuple(map(bool, frappe.db.sql(whether)[0]))


def _standing_for(standing: Standing) -> dict[str, tuple[str, ...]]:
	return {"units": tuple(sorted(standing.all_units)), "leaders": tuple(sorted(standing.leaders))}
