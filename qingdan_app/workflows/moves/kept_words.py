"""Documents that nobody but their room writes, and no flow decides (hook `words_kept`): each writing stands in their log, whole."""

import frappe
from frappe.model.document import Document

from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause
from qingdan_app.workflows.moves.performing import write_log
from qingdan_app.workflows.moves.subjects import Move, subject_of
from qingdan_app.workflows.workflow_acts import WRITTEN


def doctypes() -> list[str]:
	"""All DocTypes of this site whose documents are kept so."""
	return frappe.get_hooks("words_kept")


def note(doc: Document) -> None:
	"""Write down what a document that was just written says, and whose it is."""
	step = Move(WRITTEN, "", "", frappe.session.user)
	write_log(Held.of(doc), doc, step, subject_of(doc).record(), Cause())
