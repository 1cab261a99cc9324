"""What the HTML of print formats calls: core's hook `jinja` takes every function that stands here."""

from qingdan_app.notices.notice_paper import qingdan_supervision_notice
from qingdan_app.papers.closing_report import qingdan_closing_report
from qingdan_app.papers.instruction_sheet import qingdan_instruction_sheet
from qingdan_app.papers.report_sheet import qingdan_report_sheet
from qingdan_app.papers.task_card import qingdan_task_card
from qingdan_app.workflows.papers.sheet import qingdan_approval_sheet

__all__ = [
	"qingdan_approval_sheet",
	"qingdan_closing_report",
	"qingdan_instruction_sheet",
	"qingdan_report_sheet",
	"qingdan_supervision_notice",
	"qingdan_task_card",
]
