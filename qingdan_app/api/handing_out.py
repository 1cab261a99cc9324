"""Handing out: what it would do, and doing it, for the supervision office and list administrators."""

import frappe

from qingdan_app import arguments
from qingdan_app.handing_out import handing, previewing
from qingdan_app.workflows.moves import many
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_preview(names: list[str] | str | None = None, lists: list[str] | str | None = None) -> dict:
	"""Who gets how many of these tasks, or of all in these lists that are not handed out yet; nothing is written.

	`{tasks, people, units: [{unit, lead, cooperating, people}], leaders: [{leader, tasks, people}], nobody}`: `nobody` are
	units that have tasks and nobody to tell.
	"""
	handing.check_may_hand_out()
	return previewing.preview(_named(names, lists))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def hand_out(
	names: list[str] | str | None = None, lists: list[str] | str | None = None, seen: int | None = None
) -> dict:
	"""Hand them out: `{tasks, people}`, the names of those that were not handed out before, and how many people are told.

	`seen` is how many tasks the preview has shown; where it is another number by now, PreviewOutdated is raised.
	"""
	handing.check_may_hand_out()
	return handing.hand_out(_named(names, lists), seen)._asdict()


def _named(names: list[str] | str | None, lists: list[str] | str | None) -> list[str]:
	"""The tasks themselves, and those of the lists."""
	return [*_read(names), *handing.drafted_of_lists(_read(lists))]


def _read(given: list[str] | str | None) -> list[str]:
	return many.read_names(given) if given else []
