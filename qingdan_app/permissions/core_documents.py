"""Core endpoints that speak of one document, or of one file, without asking whether it is the user's to see.

Each takes the place of core's endpoint of the same name (hook `override_whitelisted_methods`), asks, and hands on.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _

from qingdan_app.overridden import answer
from qingdan_app.permissions import addresses, file_rows
from qingdan_app.permissions.companions import may
from qingdan_app.permissions.exceptions import NotYoursToSee
from qingdan_app.permissions.guarded import GUARDED
from qingdan_app.tasks import archived
from qingdan_app.workflows.flows import fields_kept

RENAMING = "frappe.custom.doctype.custom_field.custom_field.rename_fieldname"
FILES, ASSIGNING = "frappe.core.api.file", "frappe.desk.form.assign_to"
REPEATING = "frappe.automation.doctype.auto_repeat.auto_repeat"
TAGS, BOARDS = "frappe.desk.doctype.tag.tag", "frappe.desk.doctype.kanban_board.kanban_board"


def _asking(endpoint: str, name: str, doctype: str = "doctype") -> Callable[..., Any]:
	"""Core's endpoint for those who may read the document that the arguments of these names speak of."""

	@frappe.whitelist()
	def door(**words: Any) -> Any:
		"""What core answers about a document that the user may read."""
		_check_document(words.get(doctype), words.get(name))
		return answer(endpoint, **words)

	return door


def _changing(endpoint: str, name: str, doctype: str = "doctype") -> Callable[..., Any]:
	"""The same for what is written beside the document, which is not done to one of an archived list."""

	@frappe.whitelist()
	def door(**words: Any) -> Any:
		"""What core answers about a document that the user may read, and whose list is open."""
		_check_document(words.get(doctype), words.get(name))
		_check_open(words.get(doctype), words.get(name))
		return answer(endpoint, **words)

	return door


def _refusing(endpoint: str, doctype: str = "doctype") -> Callable[..., Any]:
	"""Core's endpoint, which reads every row of a DocType, for those that are not ours."""

	@frappe.whitelist()
	def door(**words: Any) -> Any:
		"""What core answers about a DocType of others."""
		_check_doctype(words.get(doctype))
		return answer(endpoint, **words)

	return door


get_link_title = _asking("frappe.desk.search.get_link_title", "docname")
is_document_amended = _asking("frappe.client.is_document_amended", "docname")
get_next = _asking("frappe.desk.form.utils.get_next", "value")
get_follow_users = _asking("frappe.desk.form.document_follow.get_follow_users", "doc_name")
get_submitted_linked_docs = _asking("frappe.desk.form.linked_with.get_submitted_linked_docs", "name")
get_latest_submissions = _asking(
	"frappe.core.doctype.submission_queue.submission_queue.get_latest_submissions", "docname"
)
get_reviews = _asking("frappe.social.doctype.energy_point_log.energy_point_log.get_reviews", "docname")
get_print_settings_to_show = _asking("frappe.printing.page.print.print.get_print_settings_to_show", "docname")
relink = _changing("frappe.email.relink", "reference_name", "reference_doctype")
remove_assignment = _changing(f"{ASSIGNING}.remove", "name")
close_assignment = _changing(f"{ASSIGNING}.close", "name")
generate_message_preview = _asking(f"{REPEATING}.generate_message_preview", "reference_doc", "reference_dt")
toggle_like = _changing("frappe.desk.like.toggle_like", "name")
add_tag = _changing(f"{TAGS}.add_tag", "dn", "dt")
remove_tag = _changing(f"{TAGS}.remove_tag", "dn", "dt")
make_auto_repeat = _changing(f"{REPEATING}.make_auto_repeat", "docname")

get_tagged_docs = _refusing(f"{TAGS}.get_tagged_docs")
get_coords = _refusing("frappe.geo.utils.get_coords")
get_monthly_goal_graph_data = _refusing("frappe.utils.goal.get_monthly_goal_graph_data", "goal_doctype")
get_link_options = _refusing("frappe.website.doctype.web_form.web_form.get_link_options")
get_form_data = _refusing("frappe.website.doctype.web_form.web_form.get_form_data")
for _open_to_visitors in (get_link_options, get_form_data):
	frappe.whitelist(allow_guest=True)(_open_to_visitors)


@frappe.whitelist()
def validate_link(doctype: str, docname: str, fields: list | str | None = None) -> dict:
	"""`frappe.client.validate_link`: a document that is not the user's to see is as one that there is not."""
	rights = ("select", "read") if isinstance(doctype, str) else ()
	if (
		docname
		and any(frappe.has_permission(doctype, right) for right in rights)
		and not may(doctype, str(docname))
	):
		return {"name": None}
	return answer("frappe.client.validate_link", doctype=doctype, docname=docname, fields=fields)


@frappe.whitelist()
def add_tags(tags: list | str, dt: str, docs: list | str, color: str | None = None) -> None:
	"""`frappe.desk.doctype.tag.tag.add_tags`, to documents the user may read."""
	for name in frappe.parse_json(docs):
		_check_document(dt, name)
		_check_open(dt, name)
	return answer(f"{TAGS}.add_tags", tags=tags, dt=dt, docs=docs, color=color)


@frappe.whitelist()
def update_order(board_name: str, order: str) -> Any:
	"""`frappe.desk.doctype.kanban_board.kanban_board.update_order`, of cards the user may read.

	Core compares each card's column with the one given and says which were another.
	"""
	doctype = frappe.db.get_value("Kanban Board", board_name, "reference_doctype")
	for cards in frappe.parse_json(order).values():
		for name in cards:
			_check_document(doctype, name)
	return answer(f"{BOARDS}.update_order", board_name=board_name, order=order)


@frappe.whitelist()
def zip_files(files: list | str) -> None:
	"""`frappe.core.api.file.zip_files`, of files the user may open."""
	for name in frappe.parse_json(files):
		_check_file(name)
	return answer(f"{FILES}.zip_files", files=files)


@frappe.whitelist()
def unzip_file(name: str) -> list:
	"""`frappe.core.api.file.unzip_file`, of a file the user may open and change."""
	_check_file(name)
	frappe.get_doc("File", name).check_permission("write")
	return answer(f"{FILES}.unzip_file", name=name)


@frappe.whitelist()
def add_attachments(doctype: str, name: str | int, attachments: list | str) -> list:
	"""`frappe.utils.file_manager.add_attachments`, of files the user may open, to a document the user may change.

	Core copies the rows without a question, and past every hook that asks who does it.
	"""
	if file_rows.is_ours_or_under_approval(doctype):
		frappe.get_doc(doctype, name).check_permission("write")
	_check_open(doctype, name)
	for file in frappe.parse_json(attachments):
		if isinstance(file, str):
			_check_file(file)
	words = {"doctype": doctype, "name": name, "attachments": attachments}
	return answer("frappe.utils.file_manager.add_attachments", **words)


@frappe.whitelist()
def get_import_preview(**words: Any) -> Any:
	"""`frappe.core.doctype.data_import.data_import.get_preview_from_template`, of a file the user may open."""
	if not addresses.may_open(words.get("import_file")):
		_refuse(words["import_file"])
	return answer("frappe.core.doctype.data_import.data_import.get_preview_from_template", **words)


@frappe.whitelist(methods=["POST"])
def rename_fieldname(custom_field: str, fieldname: str) -> Any:
	"""`RENAMING`, which renames the column before it asks a hook: a field that no flow names."""
	field = frappe.get_doc("Custom Field", custom_field)
	field.check_permission("write")
	fields_kept.check_custom_field_deletion(field)
	return answer(RENAMING, custom_field=custom_field, fieldname=fieldname)


def _check_document(doctype: Any, name: Any) -> None:
	if isinstance(name, dict | list) or (isinstance(doctype, str) and name and not may(doctype, str(name))):
		_refuse(name)


def _check_open(doctype: Any, name: Any) -> None:
	"""Raise ListArchived for a document of an archived list."""
	if isinstance(doctype, str) and name:
		archived.check_about(doctype, str(name))


def _check_doctype(doctype: Any) -> None:
	if doctype in GUARDED:
		frappe.throw(_("This would show what is not yours to see."), NotYoursToSee)


def _check_file(name: Any) -> None:
	file = frappe.get_doc("File", name)
	if not (file.is_folder or file.is_downloadable()):
		_refuse(name)


def _refuse(name: Any) -> None:
	frappe.throw(_("No permission for {0}").format(name), NotYoursToSee)
