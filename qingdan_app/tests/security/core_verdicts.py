"""Every endpoint of core that takes a DocType, a field, a filter, a document or a file: what keeps ours from whom.

Judged on Frappe 15.0, 15.55 and 16. An endpoint that stands nowhere here fails `test_core_endpoints.py`: read what it does
with a document of ours, and write it where it belongs, or put one of ours in its place (`permissions/replaced.py`).
"""

from collections.abc import Iterator, Mapping

VERDICTS: Mapping[str, str] = {
	"asks for the document it speaks of": """
		client: get_doc_permissions has_permission attach_file
		core.doctype.communication.email: make
		core.doctype.data_import.data_import: download_errored_template download_import_log get_import_logs
		core.doctype.prepared_report.prepared_report: download_attachment
		desk.form.load: get_communications get_docinfo
		desk.form.utils: add_comment update_comment update_comment_publicity
		desk.form.document_follow: follow_document update_follow
		desk.form.assign_to: add add_multiple
		model.workflow: get_common_transition_actions get_transitions
		realtime: can_subscribe_doc has_permission
		share: add get_users set_permission
		utils.print_format: download_multi_pdf download_multi_pdf_async download_pdf print_by_server
		utils.weasyprint: download_pdf
		www.printview: get_html_and_style get_rendered_raw_commands
	""",
	"answers what a list shows the user": """
		client: get_value
		core.api.file: get_attached_images get_files_in_folder get_files_by_search_text
		desk.calendar: get_events
		desk.doctype.number_card.number_card: get_percentage_difference get_result
		desk.doctype.tag.tag: get_documents_for_tag
		desk.link_preview: get_preview_data
		desk.reportview: get_filter_dashboard_data get_sidebar_stats get_stats
		desk.treeview: get_children
		email: get_contact_list
		utils.diff: get_version_diff version_query
		www.list: get get_list_data
	""",
	"saves or deletes a document by its own hooks": """
		frappe: rename_doc
		client: bulk_update cancel delete insert insert_many rename_doc save set_value submit
		core.api.file: create_new_folder move_file
		core.doctype.deleted_document.deleted_document: bulk_restore restore
		desk.calendar: update_event
		desk.doctype.bulk_update.bulk_update: submit_cancel_or_update_docs
		desk.doctype.event.event: delete_communication
		desk.form.assign_to: remove_multiple
		desk.form.linked_with: cancel_all_linked_docs
		desk.form.save: cancel discard savedocs
		desk.form.utils: remove_attach
		desk.gantt: update_task
		desk.reportview: delete_items
		desk.treeview: add_node
		handler: upload_file uploadfile
		model.document: rename unlock_document
		model.rename_doc: update_document_title
		model.workflow: apply_workflow bulk_workflow_approval
		templates.includes.comments.comments: add_comment
		workflow.doctype.workflow_action.workflow_action: apply_action confirm_action
	""",
	"serves a file by the class of File": """
		handler: download_file
		utils.file_manager: download_file
	""",
	"runs a report, which asks for itself": """
		core.doctype.prepared_report.prepared_report: get_reports_in_queued_state make_prepared_report
		desk.query_report: get_script run save_report
		email.doctype.auto_email_report.auto_email_report: download send_now
		desk.reportview: delete_report save_report
	""",
	"is for administrators of the site": """
		client: get_password
		core.doctype.data_import.data_import: get_import_status form_start_import
		core.doctype.doctype.doctype: get_row_size_utilization
		core.doctype.error_log.error_log: clear_error_logs
		core.doctype.rq_job.rq_job: remove_failed_jobs
		core.doctype.scheduled_job_type.scheduled_job_type: execute_event
		core.doctype.user_permission.user_permission: check_applicable_doc_perm clear_user_permissions
		core.page.permission_manager.permission_manager: get_permissions get_roles_and_doctypes get_standard_permissions
		core.page.permission_manager.permission_manager: remove reset update
		core.report.database_storage_usage_by_tables.database_storage_usage_by_tables: optimize_doctype
		custom.doctype.customize_form.customize_form: get_link_filters_from_doc_without_customisations get_orphaned_columns
		desk.doctype.global_search_settings.global_search_settings: reset_global_search_settings_doctypes
		desk.doctype.note.note: reset_notes
		desk.doctype.system_console.system_console: execute_code show_processlist
		desk.page.setup_wizard.install_fixtures: update_genders update_salutations
		email.doctype.notification.notification: get_documents_for_today
		modules.utils: export_customizations
		printing.doctype.print_format.print_format: make_default
		printing.page.print_format_builder.print_format_builder: create_custom_format
		recorder: delete export_data get import_data start status stop
		utils.backups: get_backup_encryption_key
		utils.nestedset: rebuild_tree
		utils.scheduler: activate_scheduler get_scheduler_status
	""",
	"speaks of DocTypes and settings, of no document of ours": """
		automation.doctype.assignment_rule.assignment_rule: bulk_apply
		automation.doctype.auto_repeat.auto_repeat: get_auto_repeat_doctypes update_reference
		apps: set_app_as_default
		client: get_single_value get_js
		contacts.address_and_contact: filter_dynamic_link_doctypes
		contacts.doctype.address.address: address_query get_default_address
		contacts.doctype.address_template.address_template: get_default_address_template
		contacts.doctype.contact.contact: contact_query
		core.doctype.document_naming_settings.document_naming_settings: get_options
		core.doctype.log_settings.log_settings: get_log_doctypes has_unseen_error_log
		core.doctype.role.role: role_query
		core.doctype.sms_settings.sms_settings: get_contact_number send_sms
		core.doctype.user.user: get_module_profile get_role_profile get_roles sign_up user_query
		core.doctype.user_permission.user_permission: get_user_permissions
		desk.doctype.tag.tag: get_tags
		desk.search: get_names_for_mentions
		core.doctype.user_permission.user_permission: get_applicable_for_doctype_list
		core.doctype.user_type.user_type: get_user_linked_doctypes
		core.report.permitted_documents_for_user.permitted_documents_for_user: query_doctypes
		custom.doctype.custom_field.custom_field: get_fields_label
		desk.desk_page: get getpage
		desk.desktop: update_onboarding_step
		desk.doctype.custom_html_block.custom_html_block: get_custom_blocks_for_user
		desk.doctype.dashboard.dashboard: get_permitted_cards get_permitted_charts
		desk.doctype.dashboard_chart.dashboard_chart: get_charts_for_user get_parent_doctypes
		desk.doctype.dashboard_chart_source.dashboard_chart_source: get_config
		desk.doctype.dashboard_settings.dashboard_settings: save_chart_config
		desk.doctype.desktop_icon.desktop_icon: add_user_icon hide
		desk.doctype.event.event: get_events
		desk.doctype.form_tour.form_tour: reset_tour
		desk.doctype.kanban_board.kanban_board: add_column archive_restore_column get_kanban_boards
		desk.doctype.kanban_board.kanban_board: quick_kanban_board save_settings set_indicator update_column_order
		desk.doctype.list_view_settings.list_view_settings: get_default_listview_fields save_listview_settings
		desk.doctype.number_card.number_card: get_cards_for_user
		desk.doctype.workspace.workspace: duplicate_page hide_page save_page unhide_page update_page
		desk.form.linked_with: get_linked_doctypes
		desk.form.load: getdoctype
		desk.leaderboard: get_energy_point_leaderboard
		desk.listview: get_list_settings set_list_settings
		desk.page.user_profile.user_profile: get_energy_points_percentage_chart_data update_profile_info
		email: get_communication_doctype
		email.doctype.email_account.email_account: get_append_to
		email.doctype.email_group.email_group: add_subscribers import_from
		email.doctype.email_queue.email_queue: send_now
		email.doctype.email_template.email_template: get_email_template
		email.doctype.newsletter.newsletter: newsletter_email_read
		email.inbox: create_email_flag_queue
		email.queue: unsubscribe
		integrations.doctype.google_settings.google_settings: get_file_picker_settings
		model.utils.user_settings: get save
		model.workflow: can_cancel_document
		realtime: can_subscribe_doctype
		translate: get_all_languages
		utils.csvutils: send_csv_to_client
		website.doctype.web_form.web_form: get_in_list_view_fields get_web_form_filters
	""",
	"writes a note about a document and shows nothing of it": """
		automation.doctype.reminder.reminder: create_new_reminder
		core.doctype.access_log.access_log: make_access_log
		core.doctype.communication.email: mark_email_as_seen
		desk.doctype.notification_log.notification_log: mark_as_read
		desk.form.document_follow: unfollow_document
		social.doctype.energy_point_log.energy_point_log: review
		templates.includes.likes.likes: like
		website.doctype.discussion_reply.discussion_reply: delete_message
		website.doctype.discussion_topic.discussion_topic: submit_discussion
		website.doctype.personal_data_deletion_request.personal_data_deletion_request: confirm_deletion
	""",
	"searches pages of the website and what is in the global search, where nothing of ours is": """
		search: web_search
		utils.global_search: web_search
		www.search: get_search_results
	""",
	"belongs to a service outside": """
		integrations.doctype.dropbox_settings.dropbox_settings: dropbox_auth_finish
		integrations.doctype.ldap_settings.ldap_settings: login
		integrations.oauth2: approve authorize get_token openid_profile revoke_token
		integrations.frappe_providers.frappecloud_billing: api
		www.login: login_via_token
		push_notification: auth_webhook subscribe unsubscribe
	""",
}


def judged() -> Iterator[tuple[str, str]]:
	"""Address of an endpoint of core, and the verdict on it."""
	for verdict, table in VERDICTS.items():
		for line in filter(None, map(str.strip, table.splitlines())):
			module, _, names = line.partition(": ")
			place = "frappe" if module == "frappe" else f"frappe.{module}"
			yield from ((f"{place}.{name}", verdict) for name in names.split())
