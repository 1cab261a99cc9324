"""What a list claims of itself, held against its rows."""

import pytest

from qingdan_app.parsing import parse_text
from qingdan_app.parsing.claims import read_claims
from qingdan_app.parsing.tests.factories import HEADER, codes_of, document, item

PROVINCE = "市发改委\n省牵头单位:省商务厅"


def _claiming(words):
	return HEADER.replace("重点工作任务\n", f"重点工作任务{words}\n", 1)


def test_claims_are_read_from_header_and_footnotes():
	note = "2.我市牵头两项，分别为第1项和第21项（*标注）。"
	claims = read_claims(["序号", "重点工作任务\n(杭州市2项牵头工作、19项配合工作）"], ["1.其他。", note])
	assert (claims.lead, claims.cooperating, claims.starred) == (2, 19, (1, 21))
	assert claims.raw == f"重点工作任务\n(杭州市2项牵头工作、19项配合工作）\n{note}"


def test_chinese_numerals_count_too():
	assert read_claims(["十二项配合工作"], []).cooperating == 12


def test_a_list_that_claims_nothing_has_no_claims():
	assert read_claims(["序号", "重点工作任务"], ["1.说明。"]) is None


def test_a_claim_that_holds_raises_nothing():
	rows = [item("1*"), item("2", units=PROVINCE)]
	read = parse_text(document(*rows, header=_claiming("(1项牵头工作、1项配合工作)")))
	assert read.issues == ()


@pytest.mark.parametrize("words", ["(2项牵头工作、1项配合工作)", "(1项牵头工作、3项配合工作)"])
def test_a_wrong_claim_is_an_issue_at_the_lists_title(words):
	read = parse_text(document(item("1*"), item("2", units=PROVINCE), header=_claiming(words)))
	assert codes_of(read) == ["claim_mismatch"]
	assert read.issues[0].line == read.lists[0].line


def test_a_footnote_that_stars_other_items_is_an_issue():
	rows = [item("1*"), item("2", units=PROVINCE)]
	text = document(*rows, header=_claiming("(1项牵头工作、1项配合工作)"), after="备注：第2项（*标注）。\n")
	assert codes_of(parse_text(text)) == ["claim_mismatch"]


def test_a_footnote_that_contradicts_the_header_is_an_issue():
	rows = [item("1*"), item("2", units=PROVINCE)]
	note = "备注：我市牵头两项，为第1项（*标注）。\n"
	assert codes_of(
		parse_text(document(*rows, header=_claiming("(1项牵头工作、1项配合工作)"), after=note))
	) == ["claim_mismatch"]


def test_a_lost_row_of_the_real_document_breaks_its_claim(hangzhou_text):
	lines = hangzhou_text.split("\n")
	start = lines.index("\t3", 70)
	read = parse_text("\n".join(lines[: start - 1] + lines[start + 6 :]))
	assert "claim_mismatch" in codes_of(read)
	assert "serial_skipped" in codes_of(read)


def test_a_list_that_only_stars_items_does_not_ask_for_the_provinces_lead():
	read = parse_text(document(item("1*"), item("2"), after="备注：第1项为重点（*标注）。\n"))
	assert (read.lists[0].claims.starred, read.lists[0].claims.cooperating) == ((1,), None)
	assert read.issues == ()
