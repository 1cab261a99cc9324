"""What taking words from a document means for key works and their tasks, as plain values."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qingdan_app.importing.plan.compare import KEY_WORK, TASK, Difference, closed_as

_OF_THE_DEADLINE = (
	"deadline_raw",
	"deadline_said",
	"deadline_kind",
	"due_date",
	"milestones",
	"cycle",
	"cycle_day",
)
FOLLOWING: Mapping[tuple[str, str], tuple[str, ...]] = {
	(KEY_WORK, "text"): ("text",),
	(KEY_WORK, "leader"): ("leader",),
	(KEY_WORK, "units_raw"): ("units_raw", "lead_unit", "lead_rule", "province_lead"),
	(TASK, "text"): ("text",),
	(TASK, "deadline_raw"): _OF_THE_DEADLINE,
	(TASK, "deadline_said"): _OF_THE_DEADLINE,
	(TASK, "further"): ("further",),
}
"""What is read from the same words: it comes with them."""


@dataclass
class Revision:
	"""New values of one document, and what its history says: field → `{was, now}`."""

	values: dict[str, Any] = field(default_factory=dict)
	said: dict[str, dict[str, str]] = field(default_factory=dict)

	def add(self, values: Mapping[str, Any], fieldname: str, was: str, now: str) -> None:
		self.values.update(values)
		self.said[fieldname] = {"was": was, "now": now}


@dataclass
class Revisions:
	"""By name, key works first; `kept` are tasks of revised key works that keep what was decided on, `dropped` those that end."""

	key_works: dict[str, Revision] = field(default_factory=dict)
	tasks: dict[str, Revision] = field(default_factory=dict)
	kept: set[str] = field(default_factory=set)
	dropped: set[str] = field(default_factory=set)

	lists: dict[tuple[str, str], str] = field(default_factory=dict)
	"""DocType and name → the list in which a row stands."""

	def of_lists(self, lists: Container[str]) -> "Revisions":
		"""Those whose rows stand in these lists."""
		return self._where(lambda list_: list_ in lists)

	def apart_from(self, lists: Container[str]) -> "Revisions":
		"""Those whose rows stand in other lists."""
		return self._where(lambda list_: list_ not in lists)

	def _where(self, wanted: Callable[[str], bool]) -> "Revisions":
		def here(doctype: str, name: str) -> bool:
			return wanted(self.lists.get((doctype, name), ""))

		return Revisions(
			{name: each for name, each in self.key_works.items() if here(KEY_WORK, name)},
			{name: each for name, each in self.tasks.items() if here(TASK, name)},
			{name for name in self.kept if here(TASK, name)},
			{name for name in self.dropped if here(TASK, name)},
			self.lists,
		)


def revisions_of(
	taken: Iterable[Difference],
	planned: Mapping[str, Mapping[str, dict]],
	on_site: Mapping[str, Mapping[str, Mapping]],
) -> Revisions:
	"""What is to be written for the differences that are taken.

	`planned` holds the document's rows (DocType → name → row), `on_site` the stored ones; of a task `key_work`, `state` and `course`.
	"""
	places = {
		(doctype, name): row.get("list", "")
		for doctype, rows in on_site.items()
		for name, row in rows.items()
	}
	found = Revisions(lists=places)
	for each in taken:
		if each.is_added:
			continue
		if each.is_gone:
			found.dropped.add(each.name)
			continue
		row = planned[each.doctype][each.name]
		values = {name: row[name] for name in FOLLOWING[each.doctype, each.fieldname]}
		table = found.tasks if each.doctype == TASK else found.key_works
		table.setdefault(each.name, Revision()).add(values, each.fieldname, each.on_site, each.in_document)
		if each.doctype == KEY_WORK:
			_follow(found, each, planned[TASK], on_site[TASK])
	return found


def _follow(
	found: Revisions, each: Difference, planned: Mapping[str, dict], on_site: Mapping[str, Mapping]
) -> None:
	"""The tasks of a key work repeat its text and have its units."""
	units = next((row["units"] for row in planned.values() if row["key_work"] == each.name), None)
	for name, stored in on_site.items():
		if stored["key_work"] != each.name:
			continue
		if closed_as(stored):
			found.kept.add(name)
		elif each.fieldname == "text":
			revision = found.tasks.setdefault(name, Revision())
			revision.add({"key_work_text": each.in_document}, "key_work_text", each.on_site, each.in_document)
		elif each.fieldname == "leader":
			revision = found.tasks.setdefault(name, Revision())
			revision.add({"leader": each.in_document or None}, "leader", each.on_site, each.in_document)
		elif units is not None:
			revision = found.tasks.setdefault(name, Revision())
			revision.add({"units": units}, "units", each.on_site, each.in_document)
