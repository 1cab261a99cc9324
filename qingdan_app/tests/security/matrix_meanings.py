"""What single endpoints of core mean by a word that others use otherwise."""

from typing import Any

import frappe

from qingdan_app.tests.security.aims import PLANTED, Aim
from qingdan_app.tests.site import as_json

TAKES_A_DOCUMENT = frozenset(
	{
		"client.insert",
		"client.insert_many",
		"client.save",
		"client.submit",
		"desk.form.save.savedocs",
		"model.workflow.apply_workflow",
		"model.workflow.get_transitions",
		"desk.gantt.update_task",
		"desk.calendar.update_event",
	}
)
"""Endpoints that are sent the whole document."""


def meant_by(endpoint: str, aim: Aim) -> dict[str, Any]:
	"""The arguments of one endpoint that mean something else there."""
	short = endpoint.removeprefix("frappe.")
	document = as_json(aim.document)
	if short in TAKES_A_DOCUMENT:
		return {
			"doc": document,
			"docs": as_json([aim.document]),
			"action": "Save",
			"events": "[]",
			"args": document,
		}
	named = {"doctype": aim.doctype, "docname": aim.name, "name": aim.name, aim.column: aim.value}
	about = {"doctype": aim.doctype, "name": aim.name, "assign_to": as_json([frappe.session.user])}
	counting = {"name": "x", "document_type": aim.doctype, "function": "Count", "filters_json": "[]"}
	return {
		"client.set_value": {"value": aim.value},
		"client.bulk_update": {"docs": as_json([named])},
		"core.api.file.create_new_folder": {"folder": "Home"},
		"core.api.file.move_file": {"new_parent": "Home", "old_parent": "Home"},
		"core.doctype.user.user.get_roles": {"uid": aim.name},
		"desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs": {"action": "update"},
		"desk.doctype.number_card.number_card.get_result": {"doc": as_json(counting)},
		"desk.doctype.number_card.number_card.get_percentage_difference": {
			"doc": as_json(counting),
			"result": 0,
		},
		"desk.doctype.system_console.system_console.execute_code": {
			"doc": as_json({"doctype": "System Console"})
		},
		"desk.doctype.tag.tag.add_tags": {"tags": as_json(["x"])},
		"desk.form.assign_to.add": about,
		"desk.form.assign_to.add_multiple": about,
		"desk.form.linked_with.cancel_all_linked_docs": {"docs": as_json([named])},
		"desk.form.load.get_docinfo": {"doc": None},
		"desk.query_report.export_query": {
			"report_name": aim.report,
			"file_format_type": "CSV",
			"filters": "{}",
		},
		"desk.query_report.run": {"report_name": aim.report},
		"desk.query_report.save_report": {
			"reference_report": aim.report,
			"report_name": "x",
			"columns": "[]",
		},
		"desk.reportview.delete_items": {"items": as_json([aim.name])},
		"desk.reportview.export_query": {"file_format_type": "CSV", "title": "x"},
		"desk.reportview.get_filter_dashboard_data": {
			"stats": as_json([{"name": aim.column, "type": "Data"}])
		},
		"desk.reportview.save_report": {"name": "x", "report_settings": "{}"},
		"desk.search.search_link": {"reference_doctype": ""},
		"desk.search.search_widget": {"reference_doctype": ""},
		"desk.treeview.add_node": {"is_root": "false", "parent": "", aim.column: PLANTED},
		"handler.upload_file": {"docname": aim.name, "file_url": aim.file_url, "fieldname": aim.column},
		"model.rename_doc.update_document_title": {"title": PLANTED, "name": f"{aim.name}-x"},
		"model.workflow.get_common_transition_actions": {"docs": as_json([named])},
		"social.doctype.energy_point_log.energy_point_log.review": {
			"doc": as_json(named),
			"to_user": frappe.session.user,
		},
		"utils.print_format.download_multi_pdf": {"name": as_json([aim.name])},
		"www.printview.get_html_and_style": {"doc": aim.doctype},
		"www.printview.get_rendered_raw_commands": {"doc": aim.doctype},
	}.get(short, {})
