// Supervision notices: issued about tasks, shown beside them, and answered.

frappe.provide("qingdan");

const NOTICE = "Qingdan Supervision Notice";
const LEVELS = ["Blue", "Yellow", "Red"];

qingdan.notice_level_html = (level) => (level ? qingdan.pill(__(level), level.toLowerCase()) : "");

// By when it is answered, and since when it is late; the server has decided both.
qingdan.notice_due_html = ({ due_date, late_since }) => {
	const day = due_date ? qingdan.date(due_date) : "";
	return late_since ? `${day} ${qingdan.pill(__("late since {0}", [qingdan.date(late_since)]), "red")}` : day;
};

// `tasks` are names; one notice goes to each unit that leads some of them. `done` is called when they were issued.
qingdan.issue_notices = (tasks, done = () => {}) => {
	if (!tasks.length) return frappe.show_alert({ message: __("Choose tasks first."), indicator: "orange" });
	const dialog = new frappe.ui.Dialog({
		title: __("Supervision Notice about {0} Tasks", [tasks.length]),
		fields: [
			{ fieldtype: "HTML", options: `<p class="text-muted">${__("One notice goes to each lead unit, about all of its tasks.")}</p>` },
			{ fieldtype: "Select", fieldname: "level", label: __("Level"), options: levels(), default: "Blue", reqd: 1 },
			{ fieldtype: "Small Text", fieldname: "demand", label: __("Demand"), reqd: 1 },
			{ fieldtype: "Date", fieldname: "due_date", label: __("Answer By"), description: __("Empty: so many working days after it is issued as its level has.") },
		],
		primary_action_label: __("Issue the Notice"),
		primary_action: (notice) => issue(notice, tasks, dialog, done),
	});
	return dialog.show();
};

const levels = () => LEVELS.map((value) => ({ value, label: __(value) }));

async function issue(notice, tasks, dialog, done) {
	const args = { notice: JSON.stringify(notice), tasks: JSON.stringify(tasks) };
	const { message } = await frappe.call({ method: "qingdan_app.api.notices.issue", args, freeze: true });
	dialog.hide();
	const links = message.map(({ name, number, unit }) => `${link_html(name, number)} ${qingdan.escape(unit)}`);
	frappe.msgprint({ title: __("{0} notices were issued.", [message.length]), message: links.join("<br>"), indicator: "green" });
	done();
}

// What is said here is the answer; it goes to whoever decides on it.
qingdan.answer_notice = (frm) => {
	const dialog = new frappe.ui.Dialog({
		title: __("Answer the Notice"),
		fields: [
			{ fieldtype: "Small Text", fieldname: "words", label: __("Answer"), reqd: 1 },
			{ fieldtype: "Attach", fieldname: "evidence", label: __("Evidence"), options: { make_attachments_public: false } },
		],
		primary_action_label: __("Send the Answer"),
		primary_action: async (answer) => {
			await frappe.call({ method: "qingdan_app.api.notices.answer", args: { name: frm.doc.name, ...answer }, freeze: true });
			dialog.hide();
			frm.reload_doc();
		},
	});
	return dialog.show();
};

qingdan.download_notice = (name) =>
	open_url_post("/api/method/qingdan_app.api.notices.get_word_file", { name });

// What a notice, an instruction and an issue say above their form: since when the answer is late; and whoever owes it is urged.
qingdan.show_answer_owed = (frm) => {
	const { open, may_urge } = frm.doc.__onload || {};
	if (frm.is_new()) return;
	if (!open) frm.disable_form();
	if (!open && frm.fields_dict.due_date) frm.set_df_property("due_date", "description", "");
	if (frm.doc.late_since) frm.set_intro(__("The answer is late since {0}.", [qingdan.date(frm.doc.late_since)]), "red");
	if (may_urge) frm.add_custom_button(__("Urge"), () => qingdan.urge([{ doctype: frm.doctype, name: frm.doc.name }], () => frm.reload_doc()));
};

// Their lists show by when and since when.
qingdan.list_in_writing = (listview) => {
	$(listview.parent).attr("data-in-writing", "");
	qingdan.put_away_core_bulk_actions(listview);
};

// What was written about a task and waits for somebody; what is settled is folded.
qingdan.in_writing_html = (title, rows, html) => {
	if (!rows.length) return "";
	const list = (some) => `<ul class="list-unstyled">${some.map((each) => `<li>${html(each)}</li>`).join("")}</ul>`;
	const [open, settled] = [rows.filter((each) => each.open), rows.filter((each) => !each.open)];
	const folded = settled.length ? `<details><summary>${__("{0} settled before", [settled.length])}</summary>${list(settled)}</details>` : "";
	return `<div class="qd-notices"><b>${title}</b>${list(open)}${folded}</div>`;
};

// The notices about a task, the latest first.
qingdan.notices_html = (notices = []) =>
	qingdan.in_writing_html(
		__("Supervision Notices"),
		notices,
		(notice) => `${qingdan.notice_level_html(notice.level)} <b>${link_html(notice.name, notice.number)}</b>
			${qingdan.pill(__(notice.state), "gray")} ${qingdan.escape(notice.unit)}
			<span class="text-muted">${__("Answer By")}</span> ${qingdan.notice_due_html(notice)}
			<div>${qingdan.lines(notice.demand)}</div>`
	);

const link_html = (name, number) => `<a href="${frappe.utils.get_form_link(NOTICE, name)}">${qingdan.escape(number || name)}</a>`;
