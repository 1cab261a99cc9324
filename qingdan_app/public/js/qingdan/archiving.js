// The end of a list: a look at what is open, archiving, opening again, and carrying over what goes on.

frappe.provide("qingdan");

const ARCHIVING = "qingdan_app.api.archiving";

// What belongs to an archived list is only read.
qingdan.show_archived = (frm, archived = frm.doc.__onload?.archived) => {
	if (!archived) return;
	frm.disable_form();
	const of_list = frm.doctype === "Qingdan List" ? __("This list is archived and is only read.") : __("Its list is archived: this is only read.");
	frm.set_intro(of_list, "blue");
};

// The buttons of a list for whoever archives lists; what is possible is decided by the server.
qingdan.offer_end_of_list = (frm) => {
	if (!frappe.boot.qingdan_hands_out) return;
	const offer = (words, act) => frm.add_custom_button(words, () => act(frm), __("Year's End"));
	if (frm.doc.archived_at) offer(__("Open Again"), open_again);
	else offer(__("Archive List"), archive);
	offer(__("Carry Over"), carry_over);
};

async function archive(frm) {
	const seen = await frappe.xcall(`${ARCHIVING}.get_preview`, { name: frm.doc.name });
	const stopped = seen.problems.length > 0;
	const dialog = new frappe.ui.Dialog({
		title: __("Archive {0}", [frm.doc.title]),
		size: "large",
		fields: [
			{ fieldtype: "HTML", fieldname: "preview", options: preview_html(seen) },
			{ fieldtype: "Small Text", fieldname: "remark", label: __("Remark"), hidden: stopped },
		],
		primary_action_label: stopped ? __("Close") : __("Archive List"),
		primary_action: ({ remark }) => (dialog.hide(), stopped || done(frm, "archive", { remark: remark || "" })),
	});
	dialog.show();
}

// Several lists at once: what each would come to, and which are not ready; each is archived by itself.
qingdan.archive_lists = async (listview) => {
	const names = listview.get_checked_items(true);
	const seen = await frappe.xcall(`${ARCHIVING}.get_previews`, { names });
	const ready = seen.filter(({ problems }) => !problems.length).map(({ name }) => name);
	const dialog = new frappe.ui.Dialog({
		title: __("Archive {0} Lists", [ready.length]),
		size: "large",
		fields: [
			{ fieldtype: "HTML", fieldname: "preview", options: previews_html(seen) },
			{ fieldtype: "Small Text", fieldname: "remark", label: __("Remark"), hidden: !ready.length },
		],
		primary_action_label: ready.length ? __("Archive List") : __("Close"),
		primary_action: ({ remark }) => (dialog.hide(), ready.length && archive_each(listview, ready, remark || "")),
	});
	dialog.show();
};

async function archive_each(listview, names, remark) {
	const { message } = await frappe.call({ method: `${ARCHIVING}.archive_each`, args: { names, remark }, freeze: true });
	qingdan.tell_of_many(message, __("{0} lists were archived.", [message.filter(({ ok }) => ok).length]));
	qingdan.after_many(listview);
}

function previews_html(seen) {
	const head = [__("Qingdan List"), __("Tasks"), __("Still Open"), __("Late"), __("Open Turns")];
	const lines = seen.map(({ name, title, total, open, late, turns, problems }) => {
		const wrong = problems.map((words) => `<div class="qd-orange">${qingdan.escape(words)}</div>`).join("");
		const cells = [`<b>${qingdan.escape(name)}</b> ${qingdan.escape(title)}${wrong}`, total, open, late, turns];
		return row_html(cells, head);
	});
	return `<p class="text-muted">${__("What is still open rests from then on; a list that is not ready stays as it is.")}</p>
		<div class="table-responsive"><table class="table table-bordered table-sm qd-stacked">
		<thead><tr>${head.map((words) => `<th scope="col">${words}</th>`).join("")}</tr></thead>
		<tbody>${lines.join("")}</tbody></table></div>`;
}

function open_again(frm) {
	frappe.prompt(
		{ fieldtype: "Small Text", fieldname: "reason", label: __("Reason to Open It Again"), reqd: 1 },
		({ reason }) => done(frm, "open_again", { reason }),
		__("Open {0} Again", [frm.doc.title]),
		__("Open Again")
	);
}

async function done(frm, act, args) {
	const { message } = await frappe.call({ method: `${ARCHIVING}.${act}`, args: { name: frm.doc.name, ...args }, freeze: true });
	const link = frappe.utils.get_form_link("Qingdan Closing Report", message.report, true);
	frappe.show_alert({ message: __("Closing report: {0}", [link]), indicator: "green" }, 10);
	return frm.reload_doc();
}

function preview_html({ figures, open, rows, turns, drafts, parts, problems }) {
	const wrong = problems.map((words) => `<li class="qd-orange">${qingdan.escape(words)}</li>`);
	const said = [
		__("{0} of {1} tasks are completed, {2} are ended", [figures.completed, figures.total, figures.ended]),
		open && __("{0} are still open and rest from then on, {1} of them late", [open, figures.late]),
		turns && __("{0} open turns are taken back, and whoever has them is told", [turns]),
		drafts && __("{0} drafts of reports rest", [drafts]),
		parts && __("{0} parts are taken out of people's hands", [parts]),
	].filter(Boolean);
	const more = open > rows.length ? `<li class="text-muted">${__("and {0} more", [open - rows.length])}</li>` : "";
	return `<ul>${wrong.join("")}${said.map((words) => `<li>${words}</li>`).join("")}</ul>
		<ul class="list-unstyled">${rows.map(task_html).join("")}${more}</ul>`;
}

function task_html({ name, title, state, course, lead_unit }) {
	const standing = [course ? __(course) : __(state), lead_unit].filter(Boolean).map(qingdan.escape).join(" · ");
	return `<li><b>${task_link(name)}</b> ${qingdan.escape(title)} <span class="text-muted">${standing}</span></li>`;
}

const task_link = (name) => `<a href="${frappe.utils.get_form_link("Qingdan Task", name)}">${qingdan.escape(name)}</a>`;

// Which tasks go on, into which list, and until when those whose deadline has passed: looked at anew with every choice.
async function carry_over(frm) {
	const state = { kept: new Set() };
	const look = () => foreseen(frm, dialog, state);
	const dialog = new frappe.ui.Dialog({
		title: __("Carry Over from {0}", [frm.doc.title]),
		size: "extra-large",
		no_focus: true,
		fields: [
			{
				fieldtype: "Link",
				fieldname: "target",
				label: __("Into List"),
				options: "Qingdan List",
				description: __("Without one into the own list of the next year."),
				get_query: () => ({ filters: { name: ["!=", frm.doc.name], archived_at: ["is", "not set"], year: [">=", frm.doc.year || 0] } }),
				change: look,
			},
			{ fieldtype: "Column Break" },
			{ fieldtype: "Date", fieldname: "deadline", label: __("New Due Date of What Has Passed"), change: look },
			{ fieldtype: "Section Break" },
			{ fieldtype: "HTML", fieldname: "preview" },
		],
		primary_action_label: __("Carry Over"),
		primary_action: (values) => carried(frm, dialog, state, values),
	});
	dialog.fields_dict.preview.$wrapper.on("change", "input[data-task]", ({ target }) => {
		state.kept[target.checked ? "delete" : "add"](target.dataset.task);
		count(dialog);
	});
	dialog.show();
	return look();
}

async function foreseen(frm, dialog, state) {
	const { target, deadline } = dialog.get_values(true) || {};
	const args = { name: frm.doc.name, target: target || null, deadline: deadline || null };
	const seen = await frappe.xcall(`${ARCHIVING}.get_carried_over`, args);
	dialog.fields_dict.preview.$wrapper.html(carried_html(seen, state));
	count(dialog);
}

const chosen = (dialog) => dialog.fields_dict.preview.$wrapper.find("input[data-task]:checked").toArray().map(({ dataset }) => dataset.task);

function count(dialog) {
	const words = __("{0} tasks go on", [chosen(dialog).length]);
	dialog.fields_dict.preview.$wrapper.find(".qd-carried-count").text(words);
}

async function carried(frm, dialog, state, { target, deadline }) {
	const args = { name: frm.doc.name, target: target || null, deadline: deadline || null, tasks: chosen(dialog) };
	const { message } = await frappe.call({ method: `${ARCHIVING}.carry_over`, args, freeze: true });
	dialog.hide();
	frappe.show_alert({ message: __("{0} tasks were carried over into {1}.", [message.tasks.length, message.list]), indicator: "green" }, 10);
	await frm.reload_doc();
	return qingdan.hand_out({ lists: [message.list] });
}

function carried_html({ target, rows, problems }, { kept }) {
	const wrong = problems.map((words) => `<p class="qd-orange">${qingdan.escape(words)}</p>`);
	const into = target.is_new ? __("A new list is made: {0} {1}", [target.code, target.title]) : `${target.code} ${target.title}`;
	const head = ["", __("Task"), __("Why It Goes On"), __("New Number"), __("Due Date"), __("Units")];
	const lines = rows.map((row) => line_html(row, kept, head));
	return `${wrong.join("")}<p>${qingdan.escape(into)} · <span class="qd-carried-count" role="status"></span></p>
		<div class="table-responsive"><table class="table table-bordered table-sm qd-stacked">
		<thead><tr>${head.map((words) => `<th scope="col">${words}</th>`).join("")}</tr></thead>
		<tbody>${lines.join("")}</tbody></table></div>`;
}

function line_html(row, kept, head) {
	const box = `<input type="checkbox" data-task="${qingdan.escape(row.name)}" aria-label="${qingdan.escape(row.name)}"
		${row.why ? "disabled" : kept.has(row.name) ? "" : "checked"}>`;
	const why = row.why ? `<span class="qd-orange">${qingdan.escape(row.why)}</span>` : qingdan.escape(row.runs_on);
	const into = row.carried_into ? task_link(row.carried_into) : qingdan.escape(row.number || "—");
	const cells = [box, `<b>${task_link(row.name)}</b> ${qingdan.escape(row.title)}`, why, into, changed(day(row.due_date), day(row.new_due_date)), changed(row.units, row.new_units)];
	return row_html(cells, head);
}

// On a telephone a row is read from above, each cell after its head.
const row_html = (cells, head) => `<tr>${cells.map((cell, place) => `<td data-head="${head[place]}">${cell}</td>`).join("")}</tr>`;

const day = (value) => (value ? qingdan.date(value) : "—");

const changed = (was, now) => (was === now ? qingdan.escape(now) : `${qingdan.escape(was)} → <b>${qingdan.escape(now)}</b>`);
