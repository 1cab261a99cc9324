// A change of tasks that somebody asks for: what is wanted, what it would do to each task, and asking for it.

frappe.provide("qingdan");

const API = "qingdan_app.api.changes";

// `tasks` are names; `done` is called when a change was asked for; `kind` is the one that is offered first.
qingdan.ask_for_change = async (tasks, done = () => {}, { kind } = {}) => {
	if (!tasks.length) return frappe.show_alert({ message: __("Choose tasks first."), indicator: "orange" });
	const kinds = await frappe.xcall(`${API}.get_kinds`, { tasks: JSON.stringify(tasks) });
	if (!kinds.length) return frappe.msgprint(__("There is nothing you may ask for about these tasks."));
	return wanted(tasks, kinds.includes(kind) ? [kind, ...kinds.filter((each) => each !== kind)] : kinds, done);
};

function wanted(tasks, kinds, done) {
	const dialog = new frappe.ui.Dialog({
		title: tasks.length > 1 ? __("Ask for a Change of {0} Tasks", [tasks.length]) : __("Ask for a Change of {0}", [tasks[0]]),
		size: "large",
		fields: fields_for(kinds, tasks.length === 1),
		primary_action_label: __("Look at It"),
		primary_action: (values) => foreseen(tasks, { ...values, cooperating: values.cooperating || [] }, done, dialog),
	});
	dialog.show();
	return dialog;
}

function fields_for(kinds, single) {
	const of = (...names) => ({ depends_on: `eval:${JSON.stringify(names)}.includes(doc.kind)` });
	const needed = (...names) => ({ ...of(...names), mandatory_depends_on: of(...names).depends_on });
	const unit = { get_query: () => ({ filters: { disabled: 0 } }) };
	const options = kinds.map((value) => ({ value, label: __(value) }));
	return [
		{ fieldtype: "Select", fieldname: "kind", label: __("Kind of Change"), options, default: kinds[0], reqd: 1 },
		{ fieldtype: "Date", fieldname: "new_due_date", label: __("New Due Date"), ...needed("Extension"), ...of("Extension", "Resumption", "Misprint", "Adjustment") },
		{ fieldtype: "Link", fieldname: "merged_into", label: __("Merged Into Task"), options: "Qingdan Task", ...needed("Merger") },
		...(single ? words_of_one(of) : []),
		{ fieldtype: "Link", fieldname: "new_lead_unit", label: __("New Lead Unit"), options: "Qingdan Unit", ...unit, ...of("Adjustment") },
		{ fieldtype: "MultiSelectPills", fieldname: "cooperating", label: __("New Cooperating Units"), get_data: units_like, ...of("Adjustment") },
		{ fieldtype: "Link", fieldname: "new_leader", label: __("New Leader"), options: "Qingdan Leader", ...of("Adjustment") },
		{ fieldtype: "Table", fieldname: "milestones", label: __("New Milestones"), fields: of_milestone(), data: [], ...of("Adjustment") },
		{ fieldtype: "Small Text", fieldname: "reason", label: __("Reason"), reqd: 1 },
		{ fieldtype: "Small Text", fieldname: "progress", label: __("Progress So Far"), ...needed("Extension") },
		{ fieldtype: "Attach", fieldname: "evidence", label: __("Evidence") },
	];
}

const words_of_one = (of) => [
	{ fieldtype: "Small Text", fieldname: "new_text", label: __("New Text"), ...of("Adjustment", "Misprint") },
	{ fieldtype: "Small Text", fieldname: "new_target", label: __("New Target"), ...of("Adjustment", "Misprint") },
	{ fieldtype: "Data", fieldname: "new_deadline_raw", label: __("New Deadline as Written"), ...of("Misprint") },
];

const of_milestone = () => [
	{ fieldtype: "Date", fieldname: "date", label: __("Date"), in_list_view: 1, reqd: 1, columns: 4 },
	{ fieldtype: "Data", fieldname: "label", label: __("Milestone"), in_list_view: 1, columns: 6 },
];

const units_like = (txt) => frappe.db.get_link_options("Qingdan Unit", txt, { disabled: 0 });

async function foreseen(tasks, asked, done, before) {
	const { message } = await frappe.call({ method: `${API}.preview`, args: args_of(asked, tasks), freeze: true });
	const possible = message.filter(({ why }) => !why).map(({ task }) => task);
	before.hide();
	const dialog = new frappe.ui.Dialog({
		title: __("{0}: {1} of {2} tasks", [__(asked.kind), possible.length, message.length]),
		size: "large",
		fields: [{ fieldtype: "HTML", fieldname: "tasks", options: foreseen_html(message) }],
		...(possible.length && {
			primary_action_label: __("Ask for the Change"),
			primary_action: () => send(asked, possible, dialog, done),
		}),
		secondary_action_label: __("Back"),
		secondary_action: () => (dialog.hide(), before.show()),
	});
	return dialog.show();
}

const args_of = (asked, tasks) => ({ asked: JSON.stringify(asked), tasks: JSON.stringify(tasks) });

// What cannot be asked for stands first, each with its reason: the rest is asked for without it.
function foreseen_html(rows) {
	const refused = rows.filter(({ why }) => why);
	const head = refused.length ? `<p class="qd-orange">${__("{0} tasks are left out:", [refused.length])}</p>` : "";
	const left = refused.map(({ task, why }) => `<li><b>${qingdan.escape(task)}</b> ${qingdan.escape(why)}</li>`).join("");
	return `${head}<ul>${left}</ul>${qingdan.changes_html(rows.filter(({ why }) => !why))}`;
}

// Rows of `{task, title, was, asked}`: what each task says, and what it would say.
qingdan.changes_html = (rows) => `<ul class="list-unstyled qd-changes">${rows.map(change_html).join("")}</ul>`;

function change_html({ task, title, was, asked }) {
	const link = `<a href="${frappe.utils.get_form_link("Qingdan Task", task)}">${qingdan.escape(task)}</a>`;
	return `<li><b>${link}</b> ${qingdan.escape(title)}
		<div><del class="text-muted">${qingdan.lines(was || "—")}</del> → <ins>${qingdan.lines(asked || "—")}</ins></div></li>`;
}

async function send(asked, tasks, dialog, done) {
	const { message } = await frappe.call({ method: `${API}.ask`, args: args_of(asked, tasks), freeze: true });
	dialog.hide();
	const link = `<a href="${frappe.utils.get_form_link("Qingdan Change Request", message.name)}">${message.name}</a>`;
	frappe.show_alert({ message: __("{0} was asked for and waits for its decision.", [link]), indicator: "green" }, 10);
	done();
}
