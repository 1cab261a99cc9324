"""What an import would do follows from the document and from what is there, for any document."""

from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.importing.plan.codes import propose_code, same_title
from qingdan_app.importing.plan.compare import COMPARED, compare
from qingdan_app.tests.budget import BUDGET

titles = st.sampled_from(("政府工作报告", "为民办实事", "十四五规划", "重点项目", "平安建设"))
names = st.from_regex(r"2021-[1-4]-[1-9]-0[1-9]", fullmatch=True)
words = st.sampled_from(("建成", "开工", "完成前期"))
rows = st.dictionaries(names, words, max_size=8).map(
	lambda found: [{"name": name, "text": text, "deadline_raw": "年底"} for name, text in found.items()]
)


def on_site(found: list[dict]) -> dict:
	return {"Qingdan Task": {row["name"]: row for row in found}}


@BUDGET
@given(rows)
def test_importing_what_is_there_creates_nothing_and_differs_in_nothing(document):
	comparison = compare({"Qingdan Task": document}, on_site(document))
	assert comparison.count("Qingdan Task") == 0
	assert comparison.differences == []
	assert comparison.unchanged == len(document)


@BUDGET
@given(rows)
def test_on_an_empty_site_everything_is_new(document):
	comparison = compare({"Qingdan Task": document}, {})
	assert comparison.new["Qingdan Task"] == document
	assert comparison.differences == []


@BUDGET
@given(rows, rows)
def test_every_row_is_new_unchanged_or_different_and_every_missing_one_is_named(document, site):
	comparison = compare({"Qingdan Task": document}, on_site(site))
	known = {row["name"]: row for row in site}
	new = {row["name"] for row in comparison.new["Qingdan Task"]}
	changed = {row.name for row in comparison.differences if row.fieldname in COMPARED}
	gone = {row.name for row in comparison.differences if row.fieldname == "name"}

	assert new == {row["name"] for row in document} - set(known)
	assert changed == {
		row["name"] for row in document if row["name"] in known and row["text"] != known[row["name"]]["text"]
	}
	assert gone == set(known) - {row["name"] for row in document}
	assert len(new) + len(changed) + comparison.unchanged == len(document)


@BUDGET
@given(rows, rows)
def test_a_difference_says_both_wordings(document, site):
	known = {row["name"]: row for row in site}
	for row in compare({"Qingdan Task": document}, on_site(site)).differences:
		if row.fieldname in COMPARED:
			assert row.on_site == known[row.name][row.fieldname]
			assert row.in_document != row.on_site


@BUDGET
@given(st.lists(titles, max_size=12))
def test_lists_of_one_year_and_number_never_share_a_code_unless_they_are_one_list(documents):
	taken: dict[str, str] = {}
	for title in documents:
		code = propose_code(2021, 4, title, taken)
		assert code not in taken or same_title(taken[code], title)
		taken[code] = title
	assert len(taken) == len({"".join(title.split()) for title in documents})


@BUDGET
@given(titles, st.integers(2000, 2100), st.integers(1, 9))
def test_a_list_keeps_the_code_it_has_however_its_title_is_spaced(title, year, number):
	code = propose_code(year, number, title, {})
	assert code == f"{year}-{number}"
	assert propose_code(year, number, f" {title}　", {code: title}) == code


def test_a_second_document_of_the_year_gets_a_letter_and_so_does_a_third():
	taken = {"2021-4": "一"}
	assert propose_code(2021, 4, "二", taken) == "2021b-4"
	assert propose_code(2021, 4, "三", {**taken, "2021b-4": "二"}) == "2021c-4"
