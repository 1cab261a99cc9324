"""Every kind of issue has a title, and what is asked of each kind is one thing."""

from qingdan_app.importing.plan.issue_natures import ANSWERS, REMARKS, WORDS_SAY_ALL, Nature, nature_of
from qingdan_app.importing.plan.kind_titles import TITLES
from qingdan_app.parsing.issues import WORDS


def test_every_kind_that_the_reader_knows_has_a_title_and_no_other():
	assert set(TITLES) == set(WORDS)


def test_tables_of_kinds_name_kinds_that_there_are():
	assert {*ANSWERS, *REMARKS, *WORDS_SAY_ALL} <= set(WORDS)
	assert not set(ANSWERS) & REMARKS


def test_what_is_not_known_wants_a_look():
	assert nature_of("something new") is Nature.LOOK
	assert nature_of("file_converted") is Nature.REMARK
	assert nature_of("deadline_unread") is Nature.ANSWER


def test_what_is_remembered_by_its_words_has_words():
	assert [code for code in WORDS_SAY_ALL if "{text}" not in WORDS[code]] == []
