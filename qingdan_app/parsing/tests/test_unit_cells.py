"""Units that stand in several columns of one row: who leads, who is responsible, who cooperates."""

from qingdan_app.parsing.drafts import UnitsCell
from qingdan_app.parsing.layout import Cell
from qingdan_app.parsing.unit_cells import raw_of, read_cells


def _cells(*said: tuple[str, str | None, str]) -> tuple[UnitsCell, ...]:
	return tuple(UnitsCell(Cell(at, text), role, heading) for at, (heading, role, text) in enumerate(said, 1))


def _read(*said):
	cell = read_cells(_cells(*said))
	codes = [finding.code for finding in cell.findings]
	return [(unit.name, unit.role) for unit in cell.units], [cell.units[at].name for at in cell.leads], codes


def test_the_unit_of_a_lead_column_leads_and_the_others_are_what_their_column_says():
	said = ("牵头单位", "lead", "市甲局"), ("责任单位", None, "市乙局"), ("配合单位", "cooperating", "市丙局")
	roles = [("市甲局", "lead"), ("市乙局", "responsible"), ("市丙局", "cooperating")]
	assert _read(*said) == (roles, ["市甲局"], [])
	assert raw_of(_cells(*said)) == "牵头单位：市甲局\n责任单位：市乙局\n配合单位：市丙局"


def test_several_units_in_a_lead_column_all_lead_and_that_is_an_issue():
	_units, leads, codes = _read(
		("牵头单位", "lead", "市甲局、市乙局"), ("配合单位", "cooperating", "市丙局")
	)
	assert (leads, codes) == (["市甲局", "市乙局"], ["leads_several"])


def test_who_stands_in_two_columns_is_taken_once_with_an_issue():
	units, leads, codes = _read(("牵头单位", "lead", "市甲局"), ("配合单位", "cooperating", "市甲局、市乙局"))
	assert units == [("市甲局", "lead"), ("市乙局", "cooperating")]
	assert (leads, codes) == (["市甲局"], ["unit_repeated"])


def test_a_responsible_column_beside_a_cooperating_one_includes_the_lead():
	_units, leads, codes = _read(("责任单位", None, "市甲局、市乙局"), ("配合单位", "cooperating", "市丙局"))
	assert (leads, codes) == (["市甲局"], [])


def test_units_that_only_cooperate_leave_the_lead_open():
	assert _read(("配合单位", "cooperating", "市甲局"))[1:] == ([], ["lead_missing"])


def test_an_empty_column_changes_nothing():
	assert _read(("责任单位", None, "市甲局、市乙局"), ("配合单位", "cooperating", ""))[1] == ["市甲局"]
