"""A template is filled in with values as they are, and whatever is more than a place is refused."""

import pytest

from qingdan_app.messaging.rules.templates import BadTemplate, check, fill, named

SENTENCE = "Your turn: {0} {1} — {2}"


@pytest.mark.parametrize(
	"template", ["{document} is yours: {title}", "{文件}《{标题}》：{内容}", "Look at your tasks"]
)
def test_places_with_a_name_are_filled_in(template):
	check(template, SENTENCE)


def test_values_are_put_in_as_they_are():
	assert fill("{文件}：{标题}，{what}", ("T1", "{document}", "<b>")) == "T1：{document}，<b>"
	assert fill("{document} {{x}}", ("T1", "")) == "T1 {x}"


@pytest.mark.parametrize(
	"template",
	[
		"{name}",
		"{0}",
		"{}",
		"{document.__class__}",
		"{document[0]}",
		"{title!r}",
		"{title:>99999999}",
		"{title",
		"}",
		"",
		"  ",
		"{document}" + "x" * 300,
	],
)
def test_whatever_is_no_place_is_refused(template):
	with pytest.raises(BadTemplate):
		check(template, SENTENCE)


def test_what_a_sentence_does_not_have_cannot_be_named():
	check("{document} {title}", "Changed")
	with pytest.raises(BadTemplate):
		check("{what}", "Changed: {0} {1}")


@pytest.mark.parametrize(
	("language", "said"),
	[("en", "Your turn: {document} {title} — {what}"), ("zh", "Your turn: {文件} {标题} — {内容}")],
)
def test_a_shipped_sentence_is_shown_with_names(language, said):
	assert named(SENTENCE, language) == said
	check(said, SENTENCE)
