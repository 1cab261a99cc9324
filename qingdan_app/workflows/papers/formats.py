"""Print formats as rows of core's: created where a DocType has none of ours. What a site made of one stays.

Their HTML is one call, so that what a paper says comes with the app; whoever wants another paper edits or copies it.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app import site_language

MODULE = "Workflows"
REQUEST = "Qingdan Approval Request"
SHEET = "Approval Sheet"
HTML = """{{%- if letter_head and not no_letterhead -%}}<div class="letter-head">{{{{ letter_head }}}}</div>{{%- endif -%}}
{{{{ {call}(doc) }}}}"""
LANGUAGES = ("en", "zh")
"""Those in which the words of the app are known."""
NOT_IN_NAMES = frozenset("<>/\\\"'`")


def create_missing() -> None:
	"""An approval sheet for requests, and for every DocType with a flow in force."""
	published = {"status": "Published"}
	doctypes = frappe.get_all(
		"Qingdan Approval Flow", published, pluck="document_type", distinct=True, order_by="document_type"
	)
	created = create_sheet(REQUEST)
	if created:
		begin_with(REQUEST, created)
	for doctype in doctypes:
		create_sheet(doctype)


def follow_flow(flow: Document, method: str | None = None) -> None:
	"""A flow that comes into force brings the sheet of its DocType."""
	if flow.status == "Published":
		create_sheet(flow.document_type)


def create_sheet(doctype: str) -> str | None:
	"""The approval sheet of a DocType; answers its name where it was created now."""
	if frappe.db.exists("DocType", {"name": doctype, "istable": 0, "issingle": 0}):
		return create(doctype, SHEET, "qingdan_approval_sheet", MODULE)
	return None


def create(doctype: str, title: str, call: str, module: str) -> str | None:
	"""A print format that calls one of our functions, named in the language of the site, unless the DocType has one of `module`."""
	ours = {"doc_type": doctype, "module": module}
	name = None if frappe.db.exists("Print Format", ours) else _free_name(doctype, title)
	if name:
		row = frappe.new_doc("Print Format")
		row.update({**ours, "name": name, "html": HTML.format(call=call)})
		row.update({"standard": "No", "custom_format": 1, "print_format_type": "Jinja"})
		row.insert(
			ignore_permissions=True, ignore_if_duplicate=True
		)  # whoever publishes need not edit formats
	return name


def begin_with(doctype: str, name: str) -> None:
	"""Core prints a DocType of ours with it until the site says otherwise."""
	chosen = {"doc_type": doctype, "property": "default_print_format"}
	if not frappe.db.exists("Property Setter", chosen):
		frappe.make_property_setter(
			{"doctype": doctype, "doctype_or_field": "DocType", "property": chosen["property"], "value": name}
		)


def say_in_language_of_site(module: str, titles: Iterable[str]) -> None:
	"""Call those that are called as they were created as the language of the site says, once that was chosen."""
	for row in frappe.get_all("Print Format", {"module": module}, ["name", "doc_type"]):
		title = next((title for title in titles if row.name in _names(row.doc_type, title, LANGUAGES)), None)
		known = _names(row.doc_type, title, (site_language.chosen(),)) if title else [row.name]
		if row.name not in known and (wanted := _free_name(row.doc_type, title)):
			frappe.rename_doc("Print Format", row.name, wanted, force=True)


def _free_name(doctype: str, title: str) -> str | None:
	"""The words for the paper and its DocType; the DocType's own name where something else is called so."""
	names = _names(doctype, title, (site_language.chosen(),))
	return next((name for name in names if not frappe.db.exists("Print Format", name)), None)


def _names(doctype: str, title: str, languages: tuple[str, ...]) -> list[str]:
	words = [(_(title, lang), _(doctype, lang)) for lang in languages]
	if title != SHEET or doctype == REQUEST:
		return list(dict.fromkeys(said for said, _about in words))
	names = [f"{said} {about}" for said, about in words] + [f"{said} {doctype}" for said, _about in words]
	return [name for name in dict.fromkeys(names) if not NOT_IN_NAMES.intersection(name)]
