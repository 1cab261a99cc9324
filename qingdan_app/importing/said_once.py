"""What a person says once for a whole document on the form of its import: its year, and what holds for all tasks that do not say it."""

import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from qingdan_app.importing.exceptions import ImportRefused, NotSettled
from qingdan_app.parsing.dates import FIRST_YEAR, is_year
from qingdan_app.parsing.deadlines import read_deadline
from qingdan_app.parsing.model import Said
from qingdan_app.parsing.units import read_units

FIELDS = {
	"year": "year_said",
	"units": "units_said",
	"lead": "lead_said",
	"deadline": "deadline_said",
	"first_leads": "first_leads",
}
"""What is said → the field of the run."""


def of(run: Document) -> Said:
	"""What the form says by now."""
	words = {what: (run.get(FIELDS[what]) or "").strip() for what in ("units", "lead", "deadline")}
	return Said(year=cint(run.year_said) or None, first_leads=bool(cint(run.first_leads)), **words)


def check(run: Document) -> None:
	"""Raise ImportRefused for a year that is none, and for words that name no unit or no time."""
	said = of(run)
	if said.year and not is_year(said.year):
		_refuse(_("{0} is no year of a list.").format(said.year))
	for words in filter(None, (said.units, said.lead)):
		if not read_units(words).units:
			_refuse(_("No unit can be read from “{0}”. Write it as a cell of the list would.").format(words))
	if (
		said.deadline
		and read_deadline(said.deadline, said.year or cint(run.year) or FIRST_YEAR).deadline.kind is None
	):
		_refuse(
			_(
				"“{0}” cannot be read as a deadline. Write it as a cell of the list would, as in 12月底."
			).format(said.deadline)
		)


def refuse_unread(run: Document) -> None:
	"""Raise NotSettled where something else was said since the document was read."""
	read = json.loads(run.parsed or "{}").get("said") or {}
	if Said(**read) != of(run):
		frappe.throw(
			_(
				"What was said for the whole document has changed since. Press “Read File Again”, and look at it."
			),
			NotSettled,
		)


def _refuse(words: str) -> None:
	frappe.throw(words, ImportRefused)
