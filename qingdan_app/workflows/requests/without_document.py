"""A request whose document is gone past every rule, by another app's own statement: it can be ended, and nothing else."""

from dataclasses import replace
from datetime import datetime

import frappe
from frappe import _

from qingdan_app.markup import harmless
from qingdan_app.workflows import wording
from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.engine.flow import Act, Given
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done
from qingdan_app.workflows.requests import columns, effects
from qingdan_app.workflows.requests.writing import written

REQUEST = "Qingdan Approval Request"
ENDING = frozenset({"terminate", "withdraw"})


def end(held: Held, row: frappe._dict, asked: Act, now: datetime) -> Done:
	"""End the request by one of the acts of `ENDING`: no rule of its document is asked, none is left."""
	frappe.clear_last_message()
	asked = replace(asked, opinion=harmless(asked.opinion))
	with wording.in_words():
		result = engine.act(columns.state_of(row), asked, now, Given(resolve=lambda step, request: ()))
	done = written(held, row, result, {}, Cause(), moves_subject=False)
	followed = [each for each in done.follow_ups if not isinstance(each, effects.OF_DOCUMENT)]
	return Done(followed, done.entry)


def refuse_but_ending(about: tuple[str, str], verb: str) -> None:
	"""What was raised where the document was asked for, unless it is gone and the request is to end; called while it is handled."""
	if not is_gone(*about):
		raise
	if verb not in ENDING:
		frappe.clear_last_message()
		frappe.throw(_("Its document is gone: end the request"), frappe.DoesNotExistError)


def is_of(request: str) -> bool:
	"""Whether a request has no document any more: its clocks and turns stand still until somebody ends it."""
	about = frappe.db.get_value(REQUEST, request, ["reference_doctype", "reference_name"])
	return bool(about) and is_gone(*about)


def is_gone(doctype: str, name: str) -> bool:
	"""Whether there is no such document any more."""
	return is_type_gone(doctype) or not frappe.db.exists(doctype, name)


def is_type_gone(doctype: str) -> bool:
	"""Whether the whole DocType was deleted, of which core asks no hook."""
	return not frappe.db.exists("DocType", doctype)
