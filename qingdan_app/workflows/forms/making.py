"""The writer of forms: module, DocType, what it is called, its flow.

Whoever makes a form is no System Manager, so core's own checks of rights would refuse each piece: what may be asked for is
read and judged before anything is written.
"""

from collections.abc import Mapping

import frappe
from frappe import _

from qingdan_app.workflows import administrators
from qingdan_app.workflows.exceptions import FlowRefusal, FormUnsound, NotYoursToMake
from qingdan_app.workflows.flows import publishing, ready_made
from qingdan_app.workflows.forms import names, offering, wanted

FLOW = "Qingdan Approval Flow"
IN_LIST = 3
ALL_RIGHTS = (
	*("read", "write", "create", "delete", "submit", "cancel", "amend"),
	*("report", "export", "print", "email", "share", "select"),
)
OVERSEE = ("read", "report", "export", "print")
FILL_IN = ("read", "write", "create", "print", "select")


def make(said: Mapping) -> dict:
	"""Make a form and its flow: `{doctype, title, flow, status, why}`; `why` says what keeps the flow a draft.

	Raises FormUnsound with everything that is wrong; whether it is theirs to make is asked at the door.
	"""
	form = wanted.read(said)
	flows = {flow["value"]: flow["steps"] for flow in ready_made.for_forms()}
	problems = list(wanted.problems_of(form, flows, offering.roles()))
	if problems:
		frappe.throw("<br>".join(problems), FormUnsound, title=_("The Form Cannot Be Made Yet"))
	doctype = _make_doctype(form)
	flow = _make_flow(form, doctype)
	why = _publish(flow)
	return {"doctype": doctype, "title": form.title, "flow": flow.name, "status": flow.status, "why": why}


def refuse_unless_theirs() -> None:
	"""Raise NotYoursToMake where the session's user makes no forms, with who does."""
	if not administrators.makes_forms():
		roles = "、".join(sorted(_(role) for role in administrators.form_making_roles()))
		frappe.throw(_("Forms are made by {0}. Ask one of them.").format(roles), NotYoursToMake)


def _make_doctype(form: wanted.Form) -> str:
	_make_module()
	doctype = frappe.new_doc("DocType")
	doctype.update({"name": names.of_doctype(form.title), "module": administrators.FORMS, "custom": 1})
	doctype.update({"is_submittable": 1, "track_changes": 1, "autoname": names.series_of(form.title)})
	for row in _fields(form):
		doctype.append("fields", row)
	for row in _rights(form):
		doctype.append("permissions", row)
	_call(doctype.name, form.title)
	doctype.insert(ignore_permissions=True)  # a custom DocType of plain fields; who may make it was asked
	return doctype.name


def _make_module() -> None:
	"""A module of the site's own: forms stay when this app leaves."""
	if not frappe.db.exists("Module Def", administrators.FORMS):
		module = frappe.new_doc("Module Def")
		module.update({"module_name": administrators.FORMS, "custom": 1, "app_name": "frappe"})
		module.insert(ignore_permissions=True)  # holds nothing but forms


def _fields(form: wanted.Form) -> list[dict]:
	called = zip(form.fields, names.of_fields(field.label for field in form.fields), strict=True)
	rows = [
		{
			"fieldname": name,
			"label": field.label,
			"fieldtype": field.kind,
			"reqd": int(field.required),
			"options": "\n".join(("", *field.options)) if field.options else None,
			"in_list_view": int(number < IN_LIST and field.kind not in ("Small Text", "Attach")),
			"in_standard_filter": int(field.kind in ("Select", "Date")),
		}
		for number, (field, name) in enumerate(called)
	]
	return [*rows, _status()]


def _status() -> dict:
	"""What became of it: the end of the flow writes it down, so that lists and reports can ask for it."""
	return {
		"fieldname": names.STATUS,
		"label": _("Approval Result", "en"),
		"fieldtype": "Select",
		"options": "\nApproved\nRejected",
		"read_only": 1,
		"in_list_view": 1,
		"no_copy": 1,
		"in_standard_filter": 1,
	}


def _rights(form: wanted.Form) -> list[dict]:
	"""Who fills it in has their own, or all; nobody but System Manager submits past a flow that is gone."""
	makers = administrators.form_making_roles() - {administrators.ALWAYS, *form.roles}
	filled_in_by = [role for role in form.roles if role != administrators.ALWAYS]
	return [
		_right(administrators.ALWAYS, ALL_RIGHTS),
		*(_right(role, OVERSEE) for role in sorted(makers)),
		*(_right(role, FILL_IN, if_owner=int(form.own_only)) for role in filled_in_by),
	]


def _right(role: str, allowed: tuple[str, ...], **more: int) -> dict:
	return {"role": role, **dict.fromkeys(ALL_RIGHTS, 0), **dict.fromkeys(allowed, 1), **more}


def _call(doctype: str, title: str) -> None:
	"""Core's name may have to be of English letters: people read the title, in every language of the site."""
	if title == doctype:
		return
	for language in frappe.get_all("Language", {"name": ("in", sorted(names.languages()))}, pluck="name"):
		words = {"language": language, "source_text": doctype, "translated_text": title}
		if not frappe.db.exists("Translation", words):
			row = frappe.new_doc("Translation")
			row.update(words)
			row.insert(ignore_permissions=True)  # a name for the form that is being made


def _make_flow(form: wanted.Form, doctype: str):
	flow = frappe.new_doc(FLOW)
	flow.update({"title": form.title, "document_type": doctype, "guard": "Submission"})
	chosen = next(flow for flow in ready_made.of(doctype) if flow["value"] == form.flow)
	named = dict(enumerate(form.signers))
	for number, step in enumerate(chosen["steps"]):
		flow.append("steps", {**step, "may_reject": 1, "parameter": ",".join(named.get(number, ()))})
	for outcome in ("Approved", "Rejected"):
		flow.append("settings", {"outcome": outcome, "field": names.STATUS, "value": outcome})
	return flow.insert(ignore_permissions=True)  # who makes a form draws up its flow


def _publish(flow) -> str:
	"""Put the flow in force, or answer why it stays a draft."""
	try:
		publishing.publish(flow)
	except FlowRefusal as refusal:
		frappe.clear_last_message()
		return str(refusal)
	return ""
