"""What people write for a value is read as they mean it, or refused: never as nothing."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.parsing.entered_values import NUMBERS, Unreadable, value_of, values_of
from qingdan_app.tests.budget import BUDGET


@pytest.mark.parametrize(
	("word", "value"),
	[
		("1万", 10_000),
		("1.5万元", 15_000),
		("１０，０００", 10_000),
		("10，000元", 10_000),
		("10,000.50", 10_000.5),
		("￥ 1,200", 1_200),
		("人民币5000圆整", 5_000),
		("2亿", 200_000_000),
		("三千", 3_000),
		("十五", 15),
		("两百", 200),
		("一百二十万", 1_200_000),
		("一亿二千万", 120_000_000),
		("一千零五", 1_005),
		("叁仟元整", 3_000),
		("3千5百", 3_500),
		("80%", 0.8),
		("－5", -5),
		("0", 0),
		("零", 0),
		("1.1万", 11_000),
		("一万亿", 10**12),
		("二十五", 25),
	],
)
def test_an_amount_is_read_however_it_is_written(word, value):
	assert value_of(word, "Currency") == value


@pytest.mark.parametrize("word", ["80%", "80", "８０％", "八十%"])
def test_a_share_is_a_number_of_percent(word):
	assert value_of(word, "Percent") == 80


@pytest.mark.parametrize(
	"word",
	[
		"",
		"viel",
		"1,00",
		"12,34",
		"1万元2",
		"1-2",
		"十十",
		"nan",
		"1e9",
		"元",
		"万",
		"约1万",
		"1万5",
		"一万五",
		"十十",
		"万万",
		"--1",
	],
)
def test_what_is_no_number_is_refused(word):
	with pytest.raises(Unreadable):
		value_of(word, "Currency")


def test_a_whole_number_has_no_part():
	assert value_of("3", "Int") == 3
	with pytest.raises(Unreadable):
		value_of("3.5", "Int")


@pytest.mark.parametrize(
	"word", ["2021-3-1", "2021/03/01", "2021年3月1日", "2021.3.1", "20210301", "２０２１－３－１"]
)
def test_a_date_is_read_however_it_is_written(word):
	assert value_of(word, "Date") == "2021-03-01"


@pytest.mark.parametrize("word", ["2021-2-30", "3-1", "morgen", "2021-13-01", "1.3.2021"])
def test_what_is_no_date_is_refused(word):
	with pytest.raises(Unreadable):
		value_of(word, "Date")


@pytest.mark.parametrize(
	("word", "value"), [("2021-3-1", "2021-03-01 00:00:00"), ("2021年3月1日 8:30", "2021-03-01 08:30:00")]
)
def test_a_moment_is_read_as_facts_hold_it(word, value):
	assert value_of(word, "Datetime") == value


@pytest.mark.parametrize(("word", "value"), [("是", 1), ("否", 0), ("Yes", 1), ("0", 0)])
def test_a_check_is_yes_or_no(word, value):
	assert value_of(word, "Check") == value
	with pytest.raises(Unreadable):
		value_of("vielleicht", "Check")


def test_enumerations_are_separated_in_any_way():
	for words in ("a,b", "a，b", "a、b", "a；b", "a;b", "a\nb"):
		assert values_of(words, "Data") == ("a", "b")
	assert values_of("1、2万；3", "Int") == (1, 20_000, 3)
	assert values_of("1,2,3", "Int") == (1, 2, 3)
	assert values_of("1,000；2,000", "Int") == (1_000, 2_000)


def test_digits_that_could_be_one_number_or_several_are_refused():
	with pytest.raises(Unreadable):
		values_of("10，000", "Currency")


def test_text_is_text():
	assert value_of(" 1万 ", "Data") == "1万"
	assert value_of("1万", None) == "1万"


@BUDGET
@given(st.text(max_size=20), st.sampled_from(sorted(NUMBERS | {"Check", "Date", "Datetime", "Time"})))
def test_any_word_is_read_or_refused_by_name(word, fieldtype):
	with contextlib.suppress(Unreadable):
		value_of(word, fieldtype)


@BUDGET
@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_grouped_digits_are_the_number(number):
	assert value_of(f"{number:,}", "Float") == number == value_of(str(number), "Float")
