"""Core's endpoints in whose place ours stand: the hook `override_whitelisted_methods`. Plain data, for hooks.py.

Core finds what stands in an endpoint's place by its address alone: where core imports a function under another name,
that is one more address. `tests/security/core_verdicts.py` judges every endpoint of core.
"""

from collections.abc import Iterator, Mapping

ROOM = "qingdan_app.permissions"
ENDPOINTS, DOCUMENTS = f"{ROOM}.core_endpoints", f"{ROOM}.core_documents"
CALLERS, EXPORTS = f"{ROOM}.core_callers", f"{ROOM}.core_exports"
FORM, SOCIAL = "frappe.desk.form", "frappe.social.doctype.energy_point_log.energy_point_log"
IMPORTING, WEB_FORM = (
	"frappe.core.doctype.data_import.data_import",
	"frappe.website.doctype.web_form.web_form",
)
REPEATING = "frappe.automation.doctype.auto_repeat.auto_repeat"
TAGS = "frappe.desk.doctype.tag.tag"
SUBMISSIONS = "frappe.core.doctype.submission_queue.submission_queue"

REPLACED: Mapping[str, str] = {
	"frappe.desk.reportview.get": "qingdan_app.desk.marks.get_page",
	"frappe.desk.reportview.get_count": "qingdan_app.tasks.desk_list.get_count",
	"frappe.desk.reportview.get_list": f"{ENDPOINTS}.get_rows",
	"frappe.client.get_list": f"{ENDPOINTS}.get_list",
	"frappe.client.get": f"{ENDPOINTS}.get_one",
	"frappe.client.get_count": f"{ENDPOINTS}.get_count",
	"frappe.desk.desktop.get_workspace_sidebar_items": "qingdan_app.desk.workspaces.get_sidebar",
	"frappe.desk.desktop.get_desktop_page": "qingdan_app.saved_reports.pages.get_page",
	"frappe.desk.form.load.getdoc": "qingdan_app.desk.people_by_name.get_document",
	"frappe.desk.notifications.get_open_count": f"{ENDPOINTS}.get_open_count",
	f"{FORM}.linked_with.get": f"{ENDPOINTS}.get_linked",
	"frappe.desk.listview.get_group_by_count": f"{ENDPOINTS}.get_group_by_count",
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": f"{ENDPOINTS}.get_chart",
	"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count": f"{ENDPOINTS}.get_workflow_state_count",
	"frappe.desk.query_report.get_data_for_custom_field": f"{ENDPOINTS}.get_data_for_custom_field",
	"frappe.desk.search.get_link_title": f"{DOCUMENTS}.get_link_title",
	"frappe.client.validate_link": f"{DOCUMENTS}.validate_link",
	"frappe.client.is_document_amended": f"{DOCUMENTS}.is_document_amended",
	f"{FORM}.utils.get_next": f"{DOCUMENTS}.get_next",
	f"{FORM}.document_follow.get_follow_users": f"{DOCUMENTS}.get_follow_users",
	f"{FORM}.linked_with.get_submitted_linked_docs": f"{DOCUMENTS}.get_submitted_linked_docs",
	f"{SUBMISSIONS}.get_latest_submissions": f"{DOCUMENTS}.get_latest_submissions",
	f"{SOCIAL}.get_reviews": f"{DOCUMENTS}.get_reviews",
	"frappe.printing.page.print.print.get_print_settings_to_show": f"{DOCUMENTS}.get_print_settings_to_show",
	"frappe.email.relink": f"{DOCUMENTS}.relink",
	f"{FORM}.assign_to.remove": f"{DOCUMENTS}.remove_assignment",
	f"{FORM}.assign_to.close": f"{DOCUMENTS}.close_assignment",
	f"{REPEATING}.make_auto_repeat": f"{DOCUMENTS}.make_auto_repeat",
	f"{REPEATING}.generate_message_preview": f"{DOCUMENTS}.generate_message_preview",
	"frappe.desk.like.toggle_like": f"{DOCUMENTS}.toggle_like",
	"frappe.utils.file_manager.add_attachments": f"{DOCUMENTS}.add_attachments",
	f"{TAGS}.add_tag": f"{DOCUMENTS}.add_tag",
	f"{TAGS}.add_tags": f"{DOCUMENTS}.add_tags",
	f"{TAGS}.remove_tag": f"{DOCUMENTS}.remove_tag",
	f"{TAGS}.get_tagged_docs": f"{DOCUMENTS}.get_tagged_docs",
	"frappe.desk.doctype.kanban_board.kanban_board.update_order": f"{DOCUMENTS}.update_order",
	"frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card": f"{ROOM}.core_boards.move_card",
	"frappe.desk.doctype.kanban_board.kanban_board.add_card": f"{ROOM}.core_boards.add_card",
	"frappe.desk.reportview.export_query": f"{EXPORTS}.export_list",
	"frappe.desk.query_report.export_query": f"{EXPORTS}.export_report",
	"frappe.core.doctype.data_export.exporter.export_data": f"{EXPORTS}.export_data",
	f"{IMPORTING}.download_template": f"{EXPORTS}.download_template",
	"frappe.geo.utils.get_coords": f"{DOCUMENTS}.get_coords",
	"frappe.utils.goal.get_monthly_goal_graph_data": f"{DOCUMENTS}.get_monthly_goal_graph_data",
	f"{WEB_FORM}.get_link_options": f"{DOCUMENTS}.get_link_options",
	f"{WEB_FORM}.get_form_data": f"{DOCUMENTS}.get_form_data",
	f"{WEB_FORM}.accept": f"{ROOM}.core_web_forms.accept",
	f"{WEB_FORM}.delete": f"{ROOM}.core_web_forms.delete",
	f"{WEB_FORM}.delete_multiple": f"{ROOM}.core_web_forms.delete_multiple",
	"frappe.core.api.file.zip_files": f"{DOCUMENTS}.zip_files",
	"frappe.core.api.file.unzip_file": f"{DOCUMENTS}.unzip_file",
	f"{IMPORTING}.get_preview_from_template": f"{DOCUMENTS}.get_import_preview",
	"frappe.custom.doctype.custom_field.custom_field.rename_fieldname": f"{DOCUMENTS}.rename_fieldname",
	"frappe.desk.treeview.get_all_nodes": f"{CALLERS}.get_all_nodes",
	"frappe.model.mapper.make_mapped_doc": f"{CALLERS}.make_mapped_doc",
	"frappe.model.mapper.map_docs": f"{CALLERS}.map_docs",
	"frappe.utils.global_search.search": f"{ROOM}.core_search.search",
	"frappe.desk.search.search_link": f"{CALLERS}.search_link",
	"frappe.desk.search.search_widget": f"{CALLERS}.search_widget",
}

ALSO_CALLED: Mapping[str, str] = {
	"frappe.core.doctype.file.file.zip_files": "frappe.core.api.file.zip_files",
	"frappe.core.doctype.file.file.unzip_file": "frappe.core.api.file.unzip_file",
	"frappe.api.v2.get_count": "frappe.desk.reportview.get_count",
	"frappe.desk.doctype.workspace.workspace.get_workspace_sidebar_items": "frappe.desk.desktop.get_workspace_sidebar_items",
}
"""Other addresses of the same functions, in the lines of Frappe that have them."""


CLASSES: Mapping[str, str] = {
	"File": "qingdan_app.permissions.file_class.GuardedFile",
	"Notification": "qingdan_app.notifying.notification_class.DutyNotification",
	"Auto Email Report": "qingdan_app.saved_reports.mailing.MailedReport",
	"Report": "qingdan_app.saved_reports.report_class.BuiltReport",
}
"""DocTypes of core's, and the class of ours that stands in the place of core's own."""


def endpoints() -> dict[str, str]:
	"""Address of core → what stands in its place."""
	return {**REPLACED, **dict(_aliases())}


def _aliases() -> Iterator[tuple[str, str]]:
	for alias, endpoint in ALSO_CALLED.items():
		yield alias, REPLACED[endpoint]
