"""Whom a set of rules that is not saved yet would remind today, and of what. Writes nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from qingdan_app.reminders import collecting, digest_shown, stored_rules
from qingdan_app.tasks.in_hands import full_names

MOST = 20_000
"""So many items are looked at while somebody waits."""
SHOWN, SHOWN_OF_EACH = 50, 3


def preview(rows: Sequence[Mapping], lists: Sequence[str], today: date) -> dict:
	"""`{items, more, number, people}`: `people` are the first SHOWN of those who would be reminded, `[{user, full_name, items, first}]`, who has
	most first; `first` are lines of what they would read. `more` says that not all items were looked at."""
	of_people, looked_at = defaultdict(dict), 0
	for rung, due in collecting.due_by(stored_rules.rungs_in(rows), lists, today, today):
		looked_at += len(due)
		for item, _day, users in due:
			for user in users:
				of_people[user][rung.about, item.name, item.unit] = item
		if looked_at >= MOST:
			break
	most_first = sorted(of_people.items(), key=lambda each: (-len(each[1]), each[0]))[:SHOWN]
	names = full_names([user for user, _items in most_first])
	return {
		"items": looked_at,
		"more": looked_at >= MOST,
		"number": len(of_people),
		"people": [
			{"user": user, "full_name": names[user], "items": len(items), "first": _lines(items, today)}
			for user, items in most_first
		],
	}


def _lines(items: Mapping[tuple, collecting.Item], today: date) -> list[str]:
	rows = [
		{"about": about, "reference_name": name, "title": item.title, "counted_from": item.counted_from}
		for (about, name, _unit), item in [*items.items()][:SHOWN_OF_EACH]
	]
	return [digest_shown.words_of(row, today) for row in rows]
