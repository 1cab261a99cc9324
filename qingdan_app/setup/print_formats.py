"""The papers of tasks and reports, and the approval sheets of whatever runs under a flow. What a site made of one stays."""

from typing import NamedTuple

from qingdan_app.organization import settings
from qingdan_app.workflows.papers import formats

MODULE = "Qingdan App"


class Paper(NamedTuple):
	"""A print format of ours: its DocType, its title in source words, and what it calls."""

	doctype: str
	title: str
	call: str


PAPERS = (
	Paper("Qingdan Task", "Task Card", "qingdan_task_card"),
	Paper("Qingdan Progress Report", "Report Sheet", "qingdan_report_sheet"),
	Paper("Qingdan Closing Report", "Closing Report", "qingdan_closing_report"),
	Paper("Qingdan Instruction", "Instruction Sheet", "qingdan_instruction_sheet"),
	Paper("Qingdan Supervision Notice", "Supervision Notice", "qingdan_supervision_notice"),
)


def create_missing() -> None:
	"""Create the print formats that are missing, called as the language of the site says."""
	formats.create_missing()
	if settings.lists_in_use():
		for paper in PAPERS:
			created = formats.create(*paper, MODULE)
			if created:
				formats.begin_with(paper.doctype, created)
	follow_language()


def follow_language() -> None:
	"""What was created before the site was given its language is called in that language."""
	formats.say_in_language_of_site(formats.MODULE, [formats.SHEET])
	formats.say_in_language_of_site(MODULE, [paper.title for paper in PAPERS])
