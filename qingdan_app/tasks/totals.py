"""Totals of a person's tasks, and what is told of a list, remembered until one of these tasks changes.

Every unit, every leader, every list and all tasks together carry marks in the cache: one that is renewed when tasks come
or go (`held`), one when a task of theirs changes (`moved`). A total is kept with the marks it was counted under and
holds only while they are the same, so an act in one unit leaves the totals of the others alone.

A mark is renewed before the commit and again after it. A total counted within SETTLING seconds of that is not
kept: the transaction that counted it may have begun before the change. Nor is what is told of a list by a transaction that has
written: it may be undone. Nothing is kept of what was counted on a replica, which may be behind the marks; and nobody is told
that they have no tasks by what was kept: `tasks.page` looks at the rows.
"""

import json
import time
from collections.abc import Callable, Iterable
from hashlib import blake2b

import frappe
from frappe.model.document import Document

from qingdan_app import primary

SETTLING = 10
KEEP_SECONDS = 600
EVERYTHING = "everything"
LIST, BEGUN = "Qingdan List", "*"
SHAPE = ("list", "lead_unit", "key_work", "weight", "course", "drafted")
"""Where a task counts in the sums of its list, and what it weighs there."""


def total(scopes: list[str], query, count: Callable[[], int]) -> int:
	"""The number of tasks of `query` in the scopes; counted by `count` when it is not known."""
	kinds = ("held",) if query.lasting else ("held", "moved")
	keys = [key_of(f"mark:{kind}:{scope}") for kind in kinds for scope in (EVERYTHING, *scopes)]
	key = key_of(f"total:{_fingerprint(scopes, query)}")
	return int(_remembered(key, keys, lambda: str(count()).encode()))


def told_of_list(list_: str, asked: tuple, tell: Callable[[], dict]) -> dict:
	"""What `tell` says of tasks of a list and of nothing else, as JSON keeps it, unless it is known.

	`asked` are plain values: all that the answer depends on beside the tasks, their key works and the list.
	"""
	keys = [key_of(f"mark:moved:{scope}") for scope in (EVERYTHING, f"list:{list_}")]
	key = key_of(f"told:{digest((list_, *asked))}")
	return json.loads(_remembered(key, keys, lambda: json.dumps(tell()).encode(), undone=may_be_undone))


def task_changed(task: Document) -> None:
	"""Forget the totals that count this task: those of its units and its leader, of before and after."""
	before = task.get_doc_before_save()
	places = _places(task) | (_places(before) if before else set())
	held = not before or _places(task) != _places(before)
	names = [f"{kind}:{scope}" for kind in (("held", "moved") if held else ("moved",)) for scope in places]
	both = [each for each in (task, before) if each]
	_renew([*names, *_wholes(task, before)], {(each.list, each.lead_unit or "") for each in both})


def columns_written(places: Iterable[tuple[str, str | None]]) -> None:
	"""Forget what is told of the tasks of some lists and lead units, of which a statement has written columns that no total of a person asks for."""
	parts = {(list_, unit or "") for list_, unit in places}
	if parts:
		_renew([f"moved:list:{list_}" for list_ in sorted({list_ for list_, _unit in parts})], parts)


def list_changed(list_: str) -> None:
	"""Forget what is told of a list: it was changed, or a key work of it."""
	_renew([f"moved:list:{list_}", whole_of(list_)])


def everything_changed() -> None:
	"""Forget all totals: many tasks were written at once."""
	_renew([f"{kind}:{EVERYTHING}" for kind in ("held", "moved")])


def _renew(names: Iterable[str], parts: Iterable[tuple[str, str]] = ()) -> None:
	names, parts = [*names], [*parts]

	def renew() -> None:
		mark = _new_mark()
		frappe.cache.mset({key_of(f"mark:{name}"): mark for name in names})
		for list_, unit in parts:
			frappe.cache.zadd(_parts(list_), {unit: time.time()})

	renew()
	frappe.db.after_commit.add(renew)


def whole_of(list_: str) -> str:
	"""The mark of all sums of a list: its tasks weigh something else together."""
	return f"whole:{list_}"


def _wholes(task: Document, before: Document | None) -> list[str]:
	"""A task that comes, goes or weighs something else: by weight, what others of its key work count for is another."""
	both = [each for each in (task, before) if each]
	if before and all((task.get(field) or None) == (before.get(field) or None) for field in SHAPE):
		return []
	return [whole_of(each.list) for each in both if frappe.get_cached_value(LIST, each.list, "weighted")]


def parts_changed(list_: str) -> dict[str, float]:
	"""Lead unit of a list, `""` for none → when a task of it has changed last; under BEGUN since when this is known."""
	key = _parts(list_)
	frappe.cache.zadd(key, {BEGUN: time.time()}, nx=True)
	return {unit.decode(): at for unit, at in frappe.cache.zrange(key, 0, -1, withscores=True)}


def _parts(list_: str) -> bytes:
	return key_of(f"parts:{list_}")


def marks(names: Iterable[str]) -> list[str]:
	"""The marks of these names as they are now; one that is absent is made."""
	names = list(names)
	keys = [key_of(f"mark:{name}") for name in names]
	found = dict(zip(names, frappe.cache.mget(keys), strict=True)) if keys else {}
	absent = [name for name, mark in found.items() if not mark]
	for name in absent:
		frappe.cache.set(key_of(f"mark:{name}"), _new_mark(), nx=True)
	return [found[name].decode() if found[name] else "" for name in names]


def is_settled(mark: str, since: float) -> bool:
	"""Whether everything of before this mark could be seen by whoever began to count at `since`."""
	return bool(mark) and since - float(mark.partition("-")[0]) > SETTLING


def may_be_undone() -> bool:
	"""Whether the transaction has written, or reads a copy that may be behind: what it counts is nobody else's."""
	return bool(frappe.db.transaction_writes) or primary.reads_a_copy()


def _remembered(
	key: bytes,
	keys: list[bytes],
	count: Callable[[], bytes],
	undone: Callable[[], bool] = lambda: primary.reads_a_copy(),
) -> bytes:
	*marks, known = frappe.cache.mget([*keys, key])
	under = _joined(marks)
	if known and under and known.startswith(under):
		return known[len(under) :]
	answer = count()
	if not undone():
		_keep(key, keys, marks, answer)
	return answer


def _keep(key: bytes, keys: list[bytes], marks: list[bytes | None], answer: bytes) -> None:
	absent = [name for name, mark in zip(keys, marks, strict=True) if not mark]
	for name in absent:
		frappe.cache.set(name, _new_mark(), nx=True)
	if not absent and _settled(marks):
		frappe.cache.set(key, _joined(marks) + answer, ex=KEEP_SECONDS)


def _settled(marks: list[bytes]) -> bool:
	newest = max(float(mark.partition(b"-")[0]) for mark in marks)
	return time.time() - newest > SETTLING


def _joined(marks: list[bytes | None]) -> bytes | None:
	"""What a kept total begins with; None while a mark is absent."""
	return b"|".join(marks) + b"=" if all(marks) else None


def _new_mark() -> str:
	return f"{time.time():.2f}-{frappe.generate_hash(length=8)}"


def _places(task: Document) -> set[str]:
	units = {f"unit:{row.unit}" for row in task.get("units") or []}
	return units | {"all", f"leader:{task.leader}", f"list:{task.list}"}


def key_of(name: str) -> bytes:
	"""The key of a name in the cache, which is this site's."""
	return frappe.cache.make_key(f"qingdan_{name}")


def _fingerprint(scopes: list[str], query) -> str:
	return digest((scopes, sorted(query.wanted.items()), bool(query.late), bool(query.open)))


def digest(asked: tuple) -> str:
	"""Plain values as a short name."""
	return blake2b(repr(asked).encode(), digest_size=12).hexdigest()
