// What core offers to everybody and would refuse to this person is not shown: sharing, mailing and attaching on our
// documents, a card of a report. Whether it is refused the server says all the same.

frappe.provide("qingdan");

// An item of the page's menu goes, whatever it is called by in the reader's language.
qingdan.put_away_item = (page, label) =>
	page.menu
		.find(".menu-item-label")
		.filter((index, item) => item.textContent.trim() === label)
		.closest("li")
		.remove();

$(document).on("form-refresh", (event, frm) => {
	// of documents under approval, and of forms that administrators made, core offers it to who may not
	const { permissions } = frm.get_docinfo?.() || {};
	if (frappe.boot.qingdan_approvals?.[frm.doctype] && permissions && !permissions.share) frm.page.wrapper.find(".form-shared").hide();
	if (frm.doc.__onload?.kept) qingdan.put_away_item(frm.page, __("Delete"));
	if (!qingdan.is_ours(frm.doctype)) return;
	// who sees a document follows from units and leaders, never from a share
	frm.page.wrapper.find(".form-shared").hide();
	frm.page.wrapper.find(".add-attachment-btn").toggle(Boolean(frm.perm[0]?.write));
	if (!frappe.model.can_email(frm.doctype, frm)) put_away_mail(frm);
});

function put_away_mail(frm) {
	const label = __("New Email");
	frm.timeline?.timeline_wrapper
		.find(".action-btn, .btn")
		.filter((index, button) => button.textContent.trim() === label)
		.hide();
}

// Core offers to edit and to export what is chosen in a list to everybody who sees it.
const for_whom_may = (View) =>
	class extends View {
		get_actions_menu_items() {
			const closed = [
				!frappe.model.can_write(this.doctype) && __("Edit", null, "Button in list view actions menu"),
				!frappe.model.can_export(this.doctype) && __("Export", null, "Button in list view actions menu"),
			];
			const items = super.get_actions_menu_items();
			return qingdan.is_ours(this.doctype) ? items.filter(({ label }) => !closed.includes(label)) : items;
		}
	};
frappe.views.ListView = for_whom_may(frappe.views.ListView);
frappe.views.ReportView = for_whom_may(frappe.views.ReportView);

// The one page of all reports adds its buttons at the end of each loading.
$(document).on("page-change", () => {
	const { query_report: report } = frappe;
	if (!report || report.qd_closed) return;
	report.qd_closed = true;
	if (!frappe.model.can_create("Number Card")) report.add_card_button_to_toolbar = () => {};
	if (!frappe.model.can_create("Dashboard Chart")) put_away_charts(report);
	put_away_items(report);
	say_what_is_not_there(report);
});

// Core leaves the report that was open before on the screen, or nothing at all.
function say_what_is_not_there(report) {
	const get = report.get_report_doc.bind(report);
	report.get_report_doc = () => {
		const { report_name } = report;
		report.page.set_title(__("Report"));
		report.$report?.hide();
		const asked = get();
		frappe.after_ajax(() => {
			if (report.report_name !== report_name || frappe.get_doc("Report", report_name)) return;
			report.toggle_message(true, __("There is no such report, or it is not open to you."));
		});
		return asked;
	};
}

function put_away_charts(report) {
	const add = report.add_chart_buttons_to_toolbar.bind(report);
	report.add_chart_buttons_to_toolbar = (show) => {
		add(show);
		report.page.remove_inner_button(__("Add Chart to Dashboard"));
	};
}

// Core offers an item unless its condition says false; one that asks for a role says nothing at all where it is not held.
function put_away_items(report) {
	const items = report.get_menu_items.bind(report);
	const mails = frappe.model.can_create("Auto Email Report");
	const said = ({ condition, ...item }) => (condition ? { ...item, condition: () => Boolean(condition()) } : item);
	report.get_menu_items = () => items().filter(({ label }) => mails || label !== __("Setup Auto Email")).map(said);
}

// A page that somebody may not change has nothing to be edited: core takes them into editing, without a button to save.
$(document).on("page-change", () => {
	const { workspace } = frappe;
	if (!workspace?.setup_actions || workspace.qd_closed) return;
	workspace.qd_closed = true;
	const set_up = workspace.setup_actions.bind(workspace);
	workspace.setup_actions = (page) => {
		set_up(page);
		const pages = (page.public ? workspace.public_pages : workspace.private_pages) || [];
		const current = pages.find(({ title }) => title === page.name);
		if (current && !current.is_editable && workspace.is_read_only) workspace.page.clear_secondary_action();
	};
});

// Core's advertisement beside a report is English alone, and leads away.
localStorage.setItem("show_insights_banner", "false");
