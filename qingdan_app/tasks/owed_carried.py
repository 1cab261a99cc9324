"""What is owed once nothing but time has passed, written over many tasks in two statements: rows that stood alike stand alike.

What follows from how a row stood is worked out by `rules.owing`, once for each way in which rows stand; the statements look it up.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from zlib import crc32

import frappe

from qingdan_app.tasks import owed_columns
from qingdan_app.tasks.rules.owing import Owing


class Stood(NamedTuple):
	"""How a row of a unit has stood: what it owes later follows from this, and from the rules of its task."""

	leads: bool
	this_period: str
	reports_owed: str


def stood(names: Sequence[str]) -> dict[str, Stood]:
	"""The ways in which the rows of tasks stand, by their words."""
	return {words: _stood(words) for words in frappe.db.sql(WAYS, {"names": names}, pluck=True)}


def write(names: Sequence[str], found: Mapping[str, Owing]) -> None:
	"""Write into tasks that are locked, and their rows, what is owed now, given for each way in which the rows stood.

	The tasks first: what they say follows from how their rows stood.
	"""
	kinds = [_kind(number, *each) for number, each in enumerate(found.items())]
	for statement in (TASKS, ROWS):
		frappe.db.sql(statement, {"names": names, "kinds": json.dumps(kinds, default=str)})


def _stood(words: str) -> Stood:
	leads, this_period, reports_owed = words.split("|")
	return Stood(leads == "1", this_period, reports_owed)


def _kind(number: int, words: str, found: Owing) -> list[str | int | date | None]:
	values = {**owed_columns.values_of_row(found), "wake": found.wake}
	return [number, crc32(words.encode()), words, *(values[name] for name in WRITTEN)]


WRITTEN = ("this_period", "report_due", "report_period", "reports_missing", "wake")
WORDS = "concat_ws('|', `unit`.`duty` = 'Lead', ifnull(`unit`.`this_period`, ''), ifnull(`unit`.`reports_owed`, ''))"
WAYS = f"""select distinct {WORDS} from `tabQingdan Task Unit` `unit`
	where `unit`.`parent` in %(names)s and `unit`.`parenttype` = 'Qingdan Task'"""
KINDS = """(select distinct `read`.* from json_table(%(kinds)s, '$[*]' columns (
	`number` int path '$[0]', `sum` bigint path '$[1]', `words` varchar(1200) path '$[2]', `this_period` varchar(140) path '$[3]', `report_due` date path '$[4]',
	`report_period` varchar(20) path '$[5]', `reports_missing` int path '$[6]', `wake` date path '$[7]')) `read`)"""
"""A table with a key, which a table of JSON alone has not."""
STOOD = f"""`tabQingdan Task Unit` `unit` straight_join {KINDS} `kind`
	on `kind`.`sum` = crc32({WORDS}) and `kind`.`words` = binary {WORDS}"""
"""Each row of a unit beside what follows from how it stands, in this order: the other way each kind would read all rows."""
ROWS = f"""update {STOOD} set `unit`.`this_period` = `kind`.`this_period`, `unit`.`report_due` = `kind`.`report_due`,
	`unit`.`report_period` = `kind`.`report_period`, `unit`.`reports_missing` = `kind`.`reports_missing`
	where `unit`.`parent` in %(names)s and `unit`.`parenttype` = 'Qingdan Task'"""
TASKS = f"""update `tabQingdan Task` `task` left join (
		select `unit`.`parent`, min(`kind`.`wake`) as `wake`, min(if(`unit`.`duty` = 'Lead', `kind`.`number`, null)) as `lead`
		from {STOOD} where `unit`.`parent` in %(names)s and `unit`.`parenttype` = 'Qingdan Task' group by `unit`.`parent`
	) `found` on `found`.`parent` = `task`.`name` left join {KINDS} `lead` on `lead`.`number` = `found`.`lead`
	set `task`.`light_wake` = if(ifnull(`task`.`light`, '') != '' and `task`.`reports_missing` != ifnull(`lead`.`reports_missing`, 0), '1900-01-01', `task`.`light_wake`),
		`task`.`this_period` = `lead`.`this_period`, `task`.`report_due` = `lead`.`report_due`, `task`.`report_period` = `lead`.`report_period`,
		`task`.`reports_missing` = ifnull(`lead`.`reports_missing`, 0), `task`.`report_wake` = `found`.`wake` where `task`.`name` in %(names)s"""
