"""What somebody says once for a whole document, given to the tasks that say it neither themselves nor by their key work."""

from collections.abc import Iterable

from qingdan_app.parsing.drafts import ItemDraft, ListDraft, TaskDraft, UnitsCell
from qingdan_app.parsing.layout import Cell
from qingdan_app.parsing.model import Said
from qingdan_app.parsing.units import UnitCell, read_units

NOTHING = Said()
RULE = "said_for_all"
"""Why a unit leads that was said for the whole document."""
_ANSWERS = {
	"year": ("year_missing", "year_elsewhere"),
	"units": ("units_column_missing", "task_units_missing"),
	"lead": ("lead_missing", "lead_shared"),
	"deadline": ("deadline_column_missing", "deadlines_missing", "deadline_missing"),
	"first_leads": ("lead_by_order",),
}
"""What is said → the issues that ask for it."""


def answered_by(said: Said) -> frozenset[str]:
	"""Codes of the issues that need not be raised any more."""
	return frozenset(code for what, codes in _ANSWERS.items() if getattr(said, what) for code in codes)


def fill(lists: Iterable[ListDraft], said: Said) -> None:
	"""Give the drafts the units and the deadline that they lack; marks say that these are no words of the document."""
	for draft in lists:
		for item in draft.items:
			if said.units:
				_fill_units(item, said.units)
			for task in item.tasks if said.deadline else ():
				_fill_deadline(task, said.deadline)


def with_lead(cell: UnitCell, lead: str) -> UnitCell:
	"""A cell that names units of which none leads, led by the one that was said."""
	led = read_units(lead).units[:1] if lead and cell.units and not cell.leads else ()
	if not led:
		return cell
	others = tuple(unit for unit in cell.units if unit.name != led[0].name)
	units = (led[0]._replace(role="lead"), *others)
	findings = tuple(each for each in cell.findings if each.code not in _ANSWERS["lead"])
	return cell._replace(units=units, lead=0, leads=(0,), lead_rule=RULE, findings=findings)


def _fill_units(item: ItemDraft, words: str) -> None:
	"""Its own units and those of a task stay; a key work all of whose tasks name units needs none."""
	names_own = any(units.cell.text for units in item.units)
	if not names_own and not (item.tasks and all(task.units for task in item.tasks)):
		item.units = (UnitsCell(Cell(item.line, words), said=True),)


def _fill_deadline(task: TaskDraft, words: str) -> None:
	if task.deadline is None or not task.deadline.text.strip():
		task.deadline_said = words
