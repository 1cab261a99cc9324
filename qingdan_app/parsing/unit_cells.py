"""The cells of a row or an item that name units, read together: each column or label gives its units their role."""

from collections.abc import Sequence

from qingdan_app.parsing.drafts import UnitsCell
from qingdan_app.parsing.units import Finding, UnitCell, UnitWords, read_units


def line_of(cells: Sequence[UnitsCell], otherwise: int = 1) -> int:
	"""The line of the first cell that names units."""
	named = [units.cell.line for units in cells if units.cell.text] or [units.cell.line for units in cells]
	return named[0] if named else otherwise


def raw_of(cells: Sequence[UnitsCell]) -> str:
	"""The document's words in the cells; of several columns each under its heading."""
	said = [units for units in cells if units.cell.text and not units.said]
	if len(said) < 2:
		return said[0].cell.text if said else ""
	return "\n".join(f"{units.heading}：{units.cell.text}" for units in said)


def read_cells(cells: Sequence[UnitsCell], first_leads: bool = False) -> UnitCell:
	"""The bodies of all cells in their order, each once, and who leads by what the columns say."""
	said = [units for units in cells if units.cell.text]
	if len(said) < 2 and all(units.role in (None, "responsible") for units in said):
		return read_units(said[0].cell.text if said else "", first_leads=first_leads)
	beside_lead = any(units.role == "lead" for units in said)
	roles = [_role(units, beside_lead) for units in said]
	read = [(role, read_units(units.cell.text, role)) for role, units in zip(roles, said, strict=True)]
	bodies: dict[str, UnitWords] = {}
	findings: list[Finding] = []
	for role, cell in read:
		findings += [each for each in cell.findings if role is None or each.code not in _ABOUT_LEADS]
		for unit in cell.units:
			if unit.name in bodies:
				findings.append(Finding("unit_repeated", unit.name))
			bodies.setdefault(unit.name, unit._replace(role=unit.role or role))
	units = tuple(bodies.values())
	leads, rule = _leads(units, read)
	findings += _doubts(units, leads)
	province = tuple(name for _role, cell in read for name in cell.province_lead)
	return UnitCell(units, leads[0] if leads else None, rule, province, tuple(findings), leads)


_ABOUT_LEADS = ("lead_missing", "lead_shared", "lead_is_group", "cooperation_scope", "leads_several")


def _role(units: UnitsCell, beside_lead: bool) -> str | None:
	return units.role or ("responsible" if beside_lead else None)


def _leads(units: Sequence[UnitWords], read: Sequence[tuple]) -> tuple[tuple[int, ...], str]:
	named = tuple(at for at, unit in enumerate(units) if unit.role == "lead")
	if named:
		return named, "named_lead"
	for role, cell in read:
		if role in (None, "responsible") and cell.units:
			leading = {cell.units[at].name for at in cell.leads}
			return tuple(at for at, unit in enumerate(units) if unit.name in leading), cell.lead_rule
	return (), "all_cooperate" if units else "no_unit"


def _doubts(units: Sequence[UnitWords], leads: tuple[int, ...]) -> list[Finding]:
	if not leads:
		return [Finding("lead_missing", "、".join(unit.name for unit in units))] if units else []
	if len(leads) > 1:
		return [Finding("leads_several", "、".join(units[at].name for at in leads))]
	return [Finding("lead_is_group", units[leads[0]].name)] if units[leads[0]].kind == "group" else []
