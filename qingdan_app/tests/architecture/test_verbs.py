"""The table of verbs is what the page of the interface and the glossary say of them."""

import pytest

from qingdan_app.tasks.rules.acts import ACTS
from qingdan_app.tests.architecture import code
from qingdan_app.tests.architecture.test_translations import translations
from qingdan_app.workflows.engine.flow.verb import Verb
from qingdan_app.workflows.engine.flow.verbs import CLOCK_VERBS, VERBS
from qingdan_app.workflows.engine.shown import Place

OFFERED = [verb for verb in VERBS.values() if verb.place is not Place.NONE]
PAGE = (code.APP.parent / "docs" / "api.md").read_text(encoding="utf-8")


def line_of(verb: Verb) -> str:
	"""A verb's line in the table of docs/api.md: print it where the test says that it is missing."""
	target = "yes" if verb.target else ""
	opinion = "as the step says" if verb.as_the_step_says else verb.opinion.value
	cells = (
		f"`{verb.name}`",
		translations()[verb.words, ""],
		verb.group.value,
		verb.about.value,
		opinion,
		verb.names.value,
		target,
	)
	return f"| {' | '.join(cells)} |"


@pytest.mark.parametrize("verb", OFFERED, ids=lambda verb: verb.name)
def test_the_page_of_the_interface_says_what_the_table_of_verbs_says(verb):
	assert line_of(verb) in PAGE


def test_the_page_of_the_interface_has_no_other_verbs():
	_, _, table = PAGE.partition("| verb | 词 |")
	lines = table.partition("\n\n")[0].splitlines()[2:]
	assert len(lines) == len(OFFERED)


@pytest.mark.parametrize("row", [row for row in ACTS.rows if row.action], ids=lambda row: row.act)
def test_the_page_of_the_interface_names_every_act_of_the_workflow(row):
	assert f"`{row.act}` {row.action}" in PAGE


def test_people_read_one_word_for_each_verb():
	chinese = [translations()[verb.words, ""] for verb in (*VERBS.values(), *CLOCK_VERBS.values())]
	assert len(set(chinese)) == len(chinese)


def test_an_act_of_the_workflow_is_said_as_its_action_is_called():
	"""Buttons and histories read as the Workflow itself does."""
	for row in ACTS.rows:
		assert not row.action or translations()[row.words, ""] == row.action, row.act


def test_the_glossary_holds_every_verb_people_choose():
	glossary = (code.APP.parent / "CONTEXT.md").read_text(encoding="utf-8")
	missing = [
		verb.name
		for verb in OFFERED
		if f"{translations()[verb.words, '']} {verb.name.replace('_', ' ')}" not in glossary
	]
	assert missing == []
