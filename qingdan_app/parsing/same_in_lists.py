"""The same matter among the lists of one document."""

from qingdan_app.parsing.model import Item, ResponsibilityList, SameMatter, Task, TaskPlace
from qingdan_app.parsing.same_matter import Row, find_same


def same_in_lists(lists: tuple[ResponsibilityList, ...]) -> tuple[SameMatter, ...]:
	"""Tasks of several of the lists that say the same, in the document's order."""
	rows = [
		_row(place, one, item, task)
		for place, one in enumerate(lists)
		for section in one.sections
		for item in section.items
		for task in item.tasks
	]
	return tuple(SameMatter(*same) for same in find_same(rows))


def _row(place: int, one: ResponsibilityList, item: Item, task: Task) -> Row:
	"""A task as it is compared; units of its own go before those of its item."""
	holder = item if task.units is None else task
	units = tuple(unit.name for unit in holder.units)
	key = TaskPlace(one.number, item.serial, task.number, task.line)
	return Row(key, task.text, place, task.deadline.raw, units, holder.lead_unit, item.text)
