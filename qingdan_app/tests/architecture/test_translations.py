"""Nothing untranslated, nothing superfluous, and the same words everywhere."""

import ast
import csv
import re

from qingdan_app.tests.architecture import code
from qingdan_app.tests.architecture.desk_words import desk_words
from qingdan_app.tests.architecture.source_words import APP, all_words

FILE = APP / "translations" / "zh.csv"
OURS = re.compile(r"Qingdan( [A-Z]?[a-z]+)+$")
PLACE = re.compile(r"\{\w*\}")


def rows() -> list[list[str]]:
	with FILE.open(encoding="utf-8", newline="") as source:
		return list(csv.reader(source))


def translations() -> dict[tuple[str, str], str]:
	return {(row[0], row[2] if len(row) > 2 else ""): row[1] for row in rows()}


def test_every_word_people_read_has_a_chinese_translation():
	missing = sorted(all_words() - set(translations()))

	assert missing == []


def test_no_row_translates_what_is_not_there():
	superfluous = sorted(set(translations()) - all_words() - desk_words())

	assert superfluous == []


def test_the_words_of_desk_are_translated_and_are_not_the_apps_own():
	assert sorted(desk_words() - set(translations())) == []
	assert sorted(desk_words() & all_words()) == []


def test_no_word_is_translated_twice():
	sources = [(row[0], row[2] if len(row) > 2 else "") for row in rows()]

	assert sorted({source for source in sources if sources.count(source) > 1}) == []


def test_every_translation_says_something_and_keeps_the_places_for_values():
	broken = [
		words
		for (words, context), translated in translations().items()
		if not translated.strip() or not has_its_places(words, context, translated)
	]

	assert broken == []


def has_its_places(words: str, context: str, translated: str) -> bool:
	"""What core puts into its own words may be English in itself, and is left out then."""
	asked, given = set(PLACE.findall(words)), set(PLACE.findall(translated))
	return given <= asked if (words, context) in desk_words() else given == asked


def test_translations_use_the_words_of_the_glossary():
	given = translations()
	glossary = {
		"Qingdan Task": "任务",
		"Qingdan Progress Report": "进展报告",
		"Qingdan List": "清单",
		"Qingdan Key Work": "重点工作任务",
		"Qingdan Unit": "责任单位",
		"Qingdan Leader": "牵头领导",
		"Qingdan Contact": "联络人",
		"Qingdan Import": "清单导入",
		"Qingdan Approval Log": "审批记录",
		"Qingdan Unit Liaison": "联络员",
		"Qingdan Unit Head": "单位负责人",
		"Qingdan Leader Office": "领导办公室",
		"Qingdan Supervision Office": "督查室",
		"Qingdan List Administrator": "清单管理员",
	}

	assert {words: given[words, ""] for words in glossary} == glossary


def test_what_carries_the_apps_name_has_another_one_for_people_who_read_english():
	tree = code.tree(APP / "setup" / "english.py")
	titles = next(
		node.value for node in tree.body if isinstance(node, ast.AnnAssign) and node.target.id == "TITLES"
	)

	assert set(ast.literal_eval(titles)) == {words for words, _context in all_words() if OURS.match(words)}
