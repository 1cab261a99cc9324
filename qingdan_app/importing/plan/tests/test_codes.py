"""A list has one code, said on the phone: what is the same list keeps it, what is another gets another."""

import pytest

from qingdan_app.importing.plan.codes import propose_code, same_title


def test_the_code_is_the_year_and_the_number_of_the_list():
	assert propose_code(2021, 4, "为民办实事", {}) == "2021-4"


def test_a_list_that_is_there_keeps_its_code():
	assert propose_code(2021, 4, "为民办 实事", {"2021-4": "为民办实事"}) == "2021-4"


def test_a_second_document_of_the_year_gets_a_letter_and_a_third_the_next():
	taken = {"2021-4": "为民办实事"}
	assert propose_code(2021, 4, "重点项目", taken) == "2021b-4"
	assert propose_code(2021, 4, "平安建设", {**taken, "2021b-4": "重点项目"}) == "2021c-4"


def test_a_code_of_another_list_or_year_is_not_in_the_way():
	assert propose_code(2021, 4, "重点项目", {"2021-3": "甲", "2020-4": "乙"}) == "2021-4"


def test_when_every_letter_is_taken_it_is_said():
	taken = {f"2021{letter}-4": "甲" for letter in ("", *"bcdefghijklmnopqrstuvwxyz")}
	with pytest.raises(ValueError, match="list 4 of 2021"):
		propose_code(2021, 4, "乙", taken)


def test_titles_are_the_same_but_for_white_space():
	assert same_title("政府工作 报告", " 政府工作报告　")
	assert not same_title("政府工作报告", "政府工作报告（二）")
