"""Every name in hooks.py leads somewhere, and every DocType is in the rule of visibility or on the list of public ones."""

import json

import pytest

from qingdan_app.tests.architecture import code

PUBLIC = {
	"Qingdan List": "the lists of a city are published",
	"Qingdan Unit": "which bodies there are",
	"Qingdan Unit Alias": "row of a unit",
	"Qingdan Reporting Rule": "when reports are due, chosen in a list",
	"Qingdan Light Rule Set": "by which rules lists show their lights, chosen in a list",
	"Qingdan Light Rule": "row of a set of rules",
	"Qingdan Reminder Rule Set": "whom rules remind of what, chosen in a list",
	"Qingdan Reminder Rule": "row of a set of rules",
	"Qingdan Scoring Scheme": "by which rules units are scored",
	"Qingdan Scoring Rule": "row of a scheme",
	"Qingdan Matter Kind": "what matters come from, chosen in a form",
	"Qingdan Remembered Answer": "by role: what phrases of documents mean, for administrators and supervision",
	"Qingdan Subject Area": "fields of the city's work, chosen in a form",
	"Qingdan Reorganization": "by role: administrators and supervision, who see every task",
	"Qingdan Same Matter": "by role: administrators and supervision, who see every task",
	"Qingdan Same Matter Task": "row of a same matter",
	"Qingdan Closing Report": "by role: administrators and supervision, who see every task",
	"Qingdan Reorganized Task": "row of a reorganization",
	"Qingdan Reorganized Unit": "row of a reorganization",
	"Qingdan Column Heading": "by role: what headings of tables mean, for administrators and supervision",
	"Qingdan Table Header": "by role: what the columns under a header are, for administrators and supervision",
	"Qingdan Table Header Column": "row of a header",
	"Qingdan Unit Member": "row of a unit",
	"Qingdan Leader": "who answers for what is published with the list",
	"Qingdan Leader Office Member": "row of a leader",
	"Qingdan Approval Flow": "by role: administrators change flows, supervision reads them",
	"Qingdan Approval Step": "row of a flow",
	"Qingdan Approval Condition": "row of a flow",
	"Qingdan Approval Setting": "row of a flow",
	"Qingdan Approval Route": "by role: administrators change routes, supervision reads them",
	"Qingdan Approval Route Row": "row of a route",
	"Qingdan Approval Seal": "by role: digests, and no word of any document",
	"Qingdan Approval Seal Part": "by role: digests, and no word of any document",
	"Qingdan Approval Chain": "digests, read by administrators and supervision alone",
	"Qingdan Calendar Day": "by role: which days the city works",
	"Qingdan Settings": "by role: hours of the day",
	"Qingdan Channel Settings": "by role: which messengers the site uses, for System Manager",
	"Qingdan Message Group": "by role: which groups hear what, for System Manager",
	"Qingdan Message Group Member": "row of a group",
	"Qingdan Message Rule": "by role: in what words people are told, for administrators and supervision",
	"Qingdan Messenger Account": "by role: who is who in a messenger, for administrators",
}
"""DocTypes without a rule for single documents: everybody whom their roles let read, reads all; and why."""

OPEN_BY_RULE = {
	"Qingdan Message",
	"Qingdan Message Preference",
	"Qingdan Common Phrase",
}
"""Whoever has a turn is told of it and has words for it, whatever roles they have: the rule alone says which rows are theirs. The engine's own
DocTypes are none of them: a signer without a role reads what is theirs in the inbox."""

DOCTYPES = {
	json.loads(file.read_text(encoding="utf-8"))["name"]: json.loads(file.read_text(encoding="utf-8"))
	for file in code.documents("doctype")
}


NAMED_BY_SITES = ("number_card", "page", "print_format", "report", "workspace")
"""Kinds of standard documents of which a site has its own, under names it chose."""


def test_what_is_shipped_carries_the_apps_name_so_that_it_takes_the_place_of_nothing_a_site_has():
	files = [file for kind in NAMED_BY_SITES for file in code.documents(kind)]
	names = [json.loads(file.read_text(encoding="utf-8"))["name"] for file in files]
	assert len(names) > len(NAMED_BY_SITES)
	assert [name for name in names if not name.lower().startswith(("qingdan ", "qingdan-"))] == []


def paths(value) -> list[str]:
	"""All dotted paths of the app within a hook."""
	if isinstance(value, dict):
		return [path for part in value.values() for path in paths(part)]
	if isinstance(value, list | tuple):
		return [path for part in value for path in paths(part)]
	return [value] if isinstance(value, str) and value.startswith(f"{code.PACKAGE}.") else []


@pytest.mark.parametrize("hook", sorted(code.hooks()))
def test_every_path_of_a_hook_is_defined(hook):
	assert [path for path in paths(code.hooks()[hook]) if not code.defines(path)] == []


def test_every_doctype_is_in_the_rule_or_public():
	ruled = set(code.hooks()["permission_query_conditions"])
	assert {name for name in DOCTYPES if name not in ruled and name not in PUBLIC} == set()
	assert {name for name in PUBLIC if name not in DOCTYPES or name in ruled} == set()


def test_every_doctype_that_is_listed_by_rule_is_opened_by_rule():
	hooks = code.hooks()
	listed, opened = set(hooks["permission_query_conditions"]), set(hooks["has_permission"])
	rows = {name for name, doctype in DOCTYPES.items() if doctype.get("istable")}
	assert listed - opened == rows & listed
	assert opened - listed == set()


def test_every_ruled_document_is_searched_by_rule():
	ruled = {name for name in code.hooks()["permission_query_conditions"] if name in DOCTYPES}
	rows = {name for name, doctype in DOCTYPES.items() if doctype.get("istable")}
	followers = {"File", "Tag Link", "Document Follow"}
	assert (ruled - rows) | followers == set(code.hooks()["standard_queries"])


def test_no_doctype_lets_its_documents_be_shared_or_renamed_by_hand():
	for name, doctype in DOCTYPES.items():
		assert not doctype.get("allow_rename"), name
		assert not [row for row in doctype["permissions"] if row.get("share")], name


def test_no_doctype_gives_its_documents_to_global_search_or_to_guests():
	for name, doctype in DOCTYPES.items():
		assert not [field for field in doctype["fields"] if field.get("in_global_search")], name
		everybody = {"Guest"} if name in OPEN_BY_RULE else {"Guest", "All"}
		assert not [row for row in doctype["permissions"] if row["role"] in everybody], name
	assert set(code.hooks()["permission_query_conditions"]) >= OPEN_BY_RULE


def test_nobody_but_the_flow_may_write_the_log():
	for row in DOCTYPES["Qingdan Approval Log"]["permissions"]:
		assert not [right for right in ("write", "create", "delete", "import", "submit") if row.get(right)], (
			row["role"]
		)


def test_every_doctype_carries_the_prefix_and_stands_in_its_folder():
	for file in code.documents("doctype"):
		name = json.loads(file.read_text(encoding="utf-8"))["name"]
		assert name.startswith("Qingdan ")
		assert file.stem == file.parent.name == name.lower().replace(" ", "_")


def test_an_administrator_may_change_the_rights_of_every_doctype():
	"""Core's Role Permissions Manager refuses every change to a DocType that gives a right it cannot have."""
	needs = {"import": "allow_import", "submit": "is_submittable", "cancel": "is_submittable"}
	for name, doctype in DOCTYPES.items():
		given = {right for row in doctype["permissions"] for right in needs if row.get(right)}
		assert [right for right in given if not doctype.get(needs[right])] == [], name


def test_what_runs_every_few_minutes_is_no_cron_job_of_which_core_keeps_a_row_each_time():
	often = [cron for cron in code.hooks()["scheduler_events"]["cron"] if not cron.split()[0].isdigit()]
	assert often == []


def test_core_calls_no_two_jobs_of_the_scheduler_by_one_name():
	"""It names a job by the last two parts of its path, and the second one would take the place of the first."""
	events = code.hooks()["scheduler_events"]
	paths = [*events["all"], *(path for paths in events["cron"].values() for path in paths)]
	names = [".".join(path.split(".")[-2:]) for path in paths]
	assert sorted(names) == sorted(set(names))


def test_what_forms_hide_is_printed_by_no_format_of_core():
	breaks = ("Section Break", "Column Break", "Tab Break")
	shown = {
		f"{name}.{field['fieldname']}"
		for name, doctype in DOCTYPES.items()
		for field in doctype["fields"]
		if field.get("hidden") and not field.get("print_hide") and field["fieldtype"] not in breaks
	}
	assert shown == set()
