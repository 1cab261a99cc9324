"""What Frappe asks the app for: names only. What is seen by whom is derived from `permissions.guarded`, old addresses from `api.moved`,
what stands in core's place from `permissions.replaced`, what flows stand on from `workflows.flows.kept`, prints from `desk.printed`."""

from qingdan_app.api import moved as _moved
from qingdan_app.desk import printed as _printed
from qingdan_app.handlers import hooked as _within
from qingdan_app.permissions import guarded as _guarded
from qingdan_app.permissions import replaced as _replaced
from qingdan_app.setup import message_hooks as _messages
from qingdan_app.workflows.flows import kept as _kept

app_name = "qingdan_app"
app_title = "Qingdan"
app_publisher = "qingdan_app maintainers"
app_description = "Responsibility lists, progress reports and approval for a city government"
app_license = "MIT"
app_email = "maintainers@qingdan.example"

before_install = before_migrate = "qingdan_app.install.before_install"
before_request = ["qingdan_app.compat.speak_to_visitors", "qingdan_app.words_at_hand.hold"]
after_install = "qingdan_app.install.after_install"
after_migrate = "qingdan_app.install.after_migrate"
after_app_install = "qingdan_app.install.after_app_install"
setup_wizard_complete = "qingdan_app.setup.language.follow"
before_uninstall = "qingdan_app.uninstall.before_uninstall"
before_tests = "qingdan_app.setup.core_tests.prepare"

app_include_js = "qingdan_desk.bundle.js"
app_include_css = "qingdan_desk.bundle.css"
update_website_context = ["qingdan_app.desk.web_pages.in_words"]
extend_bootinfo = ["qingdan_app.desk.boot.extend", "qingdan_app.saved_reports.in_boot.extend"]
jinja = {"methods": "qingdan_app.papers.called"}
clear_cache = ["qingdan_app.workflows.flows.choosing.forget_all"]
approval_subjects = {
	"Qingdan Refusal": "qingdan_app.handing_out.refusal_subject.RefusalSubject",
	"Qingdan Task": "qingdan_app.tasks.task_subject.TaskSubject",
	"Qingdan Progress Report": "qingdan_app.tasks.report_subject.ReportSubject",
	"Qingdan Matter": "qingdan_app.matters.matter_subject.MatterSubject",
	"Qingdan Change Request": "qingdan_app.changes.change_subject.ChangeSubject",
	"Qingdan Supervision Notice": "qingdan_app.notices.notice_subject.NoticeSubject",
	"Qingdan Instruction": "qingdan_app.instructions.instruction_subject.InstructionSubject",
	"Qingdan Issue": "qingdan_app.issues.issue_subject.IssueSubject",
}
_acting = ("tasks", "matters", "notices", "instructions", "issues", "changes", "reorganizing", "archiving")
_acting += ("verifications", "same_matters")
workflow_acts = [f"qingdan_app.{room}.rules.acts.WORKFLOW_ACTS" for room in _acting]
approval_gates = ["qingdan_app.workflows.requests.deciding"]
approval_resolvers = {
	"user": "qingdan_app.workflows.flows.resolvers.by_user",
	"role": "qingdan_app.workflows.flows.resolvers.by_role",
	"field": "qingdan_app.workflows.flows.resolvers.by_field",
	"role_within": "qingdan_app.workflows.flows.resolvers.by_role_within",
	"route": "qingdan_app.workflows.flows.resolvers.by_route",
	"superior_of_previous": "qingdan_app.workflows.flows.resolvers.superior_of_previous",
	**{
		f"{who}_of_{duty}": f"qingdan_app.tasks.resolvers.{who}_of_{duty}"
		for duty in ("lead", "cooperating")
		for who in ("heads", "liaisons")
	},
	"office_of_leader": "qingdan_app.tasks.resolvers.office_of_leader",
	**{f"{who}_of_change": f"qingdan_app.changes.resolvers.{who}_of_tasks" for who in ("heads", "offices")},
	"role_within_unit": "qingdan_app.tasks.resolvers.role_within_unit",
}
approval_superiors = ["qingdan_app.tasks.resolvers.superiors"]
approval_secretaries = ["qingdan_app.tasks.resolvers.secretaries"]
approval_departments = ["qingdan_app.organization.departments.by_person"]
approval_administrators = ["Qingdan List Administrator"]
approval_publishers = {each: ["Qingdan List Administrator"] for each in approval_subjects}
approval_overseers = ["Qingdan Supervision Office"]
approval_scopes = {"List": "Qingdan List", "Unit": "Qingdan Unit"}
message_channels, message_sentences = _messages.CHANNELS, [*_messages.SENTENCES]
default_log_clearing_doctypes = {"Qingdan Message": 90, "Qingdan Reminder": 400}
ignore_links_on_delete = [
	*(f"Qingdan {each}" for each in ("Message", "Message Preference", "Common Phrase")),
	*(f"Qingdan {each}" for each in ("Reminder", "Score Event")),
	*(f"Qingdan Approval {each}" for each in ("Assignment", "Chain", "Copy", "Log", "Request")),
]
words_kept = [
	f"Qingdan {each}" for each in ("Closing Report", "Part", "Reorganization", "Same Matter", "Verification")
]
sealed_histories = {"Qingdan Light Change": ["task", "day"]}
seal_recipients = ["qingdan_app.organization.settings.seal_recipients"]
_holidays = ["qingdan_app.organization.settings.follow_holiday_list"]
_holidays += ["qingdan_app.working_time.site_calendar.holidays_changed"]
working_hours = "qingdan_app.organization.settings.current"
sweeps_of_clocks = ["qingdan_app.handing_out.jobs.ring_clocks", "qingdan_app.supervision.jobs.remind"]
working_time_changed = [
	f"qingdan_app.{_}.jobs.calendar_changed" for _ in ("workflows.requests", "handing_out", "supervision")
]
permission_query_conditions = _guarded.list_conditions()
has_permission = _guarded.document_checks()
standard_queries = _guarded.searches()

override_doctype_class = _replaced.CLASSES
doc_events = {
	"*": {
		"before_insert": "qingdan_app.permissions.incoming.check",
		"before_validate": "qingdan_app.permissions.incoming.check",
		"validate": "qingdan_app.workflows.requests.save_checks.check_state",
		"before_update_after_submit": "qingdan_app.workflows.requests.save_checks.check_state",
		"on_update": "qingdan_app.workflows.requests.save_checks.follow_save",
		"on_update_after_submit": "qingdan_app.workflows.requests.save_checks.follow_save",
		"before_submit": "qingdan_app.workflows.requests.save_checks.check_submission",
		"before_cancel": "qingdan_app.workflows.requests.around.check_cancel",
		"on_cancel": "qingdan_app.workflows.requests.around.check_cancel",
		"before_discard": "qingdan_app.workflows.requests.around.check_cancel",
		"before_rename": "qingdan_app.workflows.requests.around.check_rename",
		"after_rename": "qingdan_app.workflows.requests.around.follow_rename",
		"on_trash": "qingdan_app.workflows.requests.deleting.check",
		"on_change": "qingdan_app.workflows.requests.around.settle",
		"on_recurring": "qingdan_app.workflows.requests.recurring.begin",
	},
	**_printed.with_names(_kept.EVENTS),
	"Role": {"after_rename": "qingdan_app.workflows.flows.renamed_roles.note"},
	"Holiday List": {
		**dict.fromkeys(("on_update", "after_rename"), _holidays),
		"on_trash": "qingdan_app.working_time.site_calendar.keep_holidays",
	},
	"File": {
		"before_validate": "qingdan_app.permissions.file_rows.check",
		"on_update": "qingdan_app.workflows.requests.files.follow",
		"on_trash": ["qingdan_app.permissions.file_rows.keep", "qingdan_app.workflows.requests.files.follow"],
	},
	**_guarded.BESIDE,
	"User": {
		"before_validate": "qingdan_app.setup.system_managers.note_roles",
		"validate": "qingdan_app.setup.system_managers.take_back",
		"on_update": ["qingdan_app.workflows.requests.following_posts.follow_user", _within.USER_SAVED],
		"after_rename": ["qingdan_app.workflows.requests.renamed_users.follow", _within.USER_RENAMED],
	},
	**_within.EVENTS,
}

override_whitelisted_methods = {**_moved.old_addresses(), **_replaced.endpoints()}
after_request = ["qingdan_app.permissions.refusals.reword"]
auth_hooks = ["qingdan_app.permissions.read_where_written.stay"]
auth_hooks += ["qingdan_app.permissions.core_callers.check_request", "qingdan_app.workflows.papers.pdf.check"]

_daily = ("reorganizing.jobs.carry_out_due", "workflows.requests.jobs.reseat", "workflows.seals.jobs.verify")
scheduler_events = {
	"all": ["qingdan_app.messaging.jobs.sweep_messages", "qingdan_app.workflows.requests.jobs.sweep_clocks"],
	"cron": {
		"10 0 * * *": ["qingdan_app.supervision.jobs.stamp_late_tasks"],
		"5 0 * * *": [*(f"qingdan_app.{job}" for job in _daily), _within.EVERY_DAY],
		"30 0 * * *": ["qingdan_app.tasks.jobs.count_lists", "qingdan_app.same_matters.jobs.find_all"],
		"40 23 * * *": ["qingdan_app.workflows.seals.jobs.seal"],
		"50 * * * *": ["qingdan_app.permissions.jobs.drop_stale_follows"],
	},
}
