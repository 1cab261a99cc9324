"""What belongs to a list is only read once that is archived: a DocType that names a list or a task is in the rule, or says why not."""

import json

from qingdan_app.tasks.of_a_list import OF_A_LIST, RULED
from qingdan_app.tests.architecture import code

APART = {
	"Qingdan Light Change": "written by what changes lights, and by nobody afterwards",
	"Qingdan Assessment": "what is said of a unit; counted, it stays by its own rule",
	"Qingdan Score Run": "written by counting, often after the year is over, and by nobody afterwards",
	"Qingdan Score Event": "written with its run, and by nobody afterwards",
	"Qingdan Scoring Scheme": "by which rules units are scored; in force, it stays by its own rule",
	"Qingdan Matter": "what there was before the task; taken on, it keeps its words by its own rule",
	"Qingdan Closing Report": "written by the act that archives, and by nobody afterwards",
}
"""DocTypes that name a list or a task and go on when the list has ended, and why."""


def naming() -> set[str]:
	"""DocTypes with a link to a list, a key work or a task; rows of tables are written with their document."""
	found = set()
	for file in code.documents("doctype"):
		document = json.loads(file.read_text(encoding="utf-8"))
		links = {field.get("options") for field in document["fields"] if field["fieldtype"] == "Link"}
		if links & OF_A_LIST.keys() and not document.get("istable"):
			found.add(document["name"])
	return found


def test_every_doctype_that_names_a_list_or_a_task_is_in_the_rule_or_says_why_not():
	assert naming() - RULED == set(APART)
