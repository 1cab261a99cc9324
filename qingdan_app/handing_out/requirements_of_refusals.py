"""What holds for an answer that a task is not a unit's duty, however it comes."""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.handing_out.exceptions import CannotRefuse, NobodyToAsk, RefusalKept, UnitNeeded
from qingdan_app.organization import people
from qingdan_app.tasks import invariants, refusals
from qingdan_app.tasks.rules.receipt import WhyNot
from qingdan_app.workflows.moves import guard

UNIT = "Qingdan Unit"


def check_may_refuse(task: Document) -> None:
	"""Raise CannotRefuse where the lead unit cannot answer that the task is not its duty, TaskAtRest where it rests."""
	invariants.refuse_at_rest(task)
	if why := refusals.why_not(task):
		sentence = {
			WhyNot.NOT_WAITING: _("{0} is acknowledged, started or not handed out yet: it is not refused."),
			WhyNot.OPEN: _("{0} is refused already; the supervision office answers."),
			WhyNot.TOO_LATE: _(
				"The time in which {0} could be refused is over. Speak to the supervision office."
			),
			WhyNot.INSISTED: _("The supervision office has answered that {0} is your unit's duty."),
		}[why]
		frappe.throw(sentence.format(frappe.bold(task.name)), CannotRefuse)


def check_unit(unit: str | None, task_unit: str, sentence: str) -> None:
	"""Raise UnitNeeded, with the sentence, for no unit, the one that leads already, and one that is not in use."""
	in_use = unit and frappe.db.get_value(UNIT, unit, "disabled") == 0
	if not in_use or unit == task_unit:
		frappe.throw(sentence, UnitNeeded)


def check_office(task: str) -> None:
	"""Raise NobodyToAsk where no leader's office answers for a task."""
	if not people.office_of(frappe.db.get_value("Qingdan Task", task, "leader")):
		words = _("{0} has no leader whose office could be asked. Re-assign it, or insist.")
		frappe.throw(words.format(frappe.bold(task)), NobodyToAsk)


def keep_words(refusal: Document) -> None:
	"""Raise RefusalKept where somebody writes past the flow."""
	if not guard.is_permitted(refusal):
		frappe.throw(_("What a unit has answered stays as it was said."), RefusalKept)


def refuse_deletion(refusal: Document) -> None:
	"""Raise RefusalKept."""
	frappe.throw(_("What a unit has answered stays as it was said."), RefusalKept)
