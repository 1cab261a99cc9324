import frappe

from qingdan_app.tasks import archived, evidence
from qingdan_app.verifications import verification_requirements, verifications_shown, verifying
from qingdan_app.workflows.moves import kept_words
from qingdan_app.workflows.moves.controller import FixedName


class QingdanVerification(FixedName):
	"""What was found about a task by looking, beside what its unit says: by whom, when, where, with photos. Written once."""

	def onload(self):
		task = frappe.get_doc("Qingdan Task", self.task)
		may = verification_requirements.may_verify(task) and verifications_shown.may_be_corrected(self.name)
		self.set_onload("may_correct", may and not archived.is_archived(self.list))

	def before_validate(self):
		"""Core comes by here even where it is told to leave out validation."""
		verification_requirements.keep_as_written(self)
		verification_requirements.settle(self)

	def validate(self):
		verification_requirements.check(self)
		evidence.check(self)
		evidence.take_fingerprints(self)

	def on_update(self):
		evidence.attach(self)
		kept_words.note(self)
		verifying.note(self)

	def on_trash(self):
		archived.check(self)
		verification_requirements.refuse_change(self)


def on_doctype_update():
	frappe.db.add_index("Qingdan Verification", ["task", "day"])
