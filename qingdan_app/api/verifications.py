"""What supervision has found about tasks by looking."""

import frappe

from qingdan_app import arguments, shapes
from qingdan_app.verifications import verifying
from qingdan_app.workflows.moves.many import parsed
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def verify(verification: dict | str) -> dict:
	"""Write down what was found about a task: `{name}`.

	`verification` is `{task, result, finding, day, place, verified_by, evidence, corrects}`: `result` is `As Reported` or `Not as Reported`, `evidence` a
	list of `{file, caption}` with private file addresses, `corrects` the earlier one that this one corrects. Raises VerificationIncomplete and VerificationStays.
	"""
	frappe.has_permission("Qingdan Verification", "create", throw=True)
	made = verifying.verify(shapes.read("verification", parsed(verification), verifying.WORDS))
	return {"name": made.name}
