// Minutes, an instruction, lines or a table pasted as they are: cut into matters, looked at, and taken on together.

frappe.provide("qingdan");

const API = "qingdan_app.api.matters";
const SOURCE = ["kind", "document_number", "document_date", "urgency", "area"];
const ROW = ["content", "lead_unit", "cooperating", "leader", "deadline_raw", "due_date"];
const UNITS = /[、，,；;\n]+/;

qingdan.paste_matters = (done) => {
	const dialog = new frappe.ui.Dialog({
		title: __("Take On Several Matters"),
		size: "extra-large",
		fields: [...source_fields(), { fieldtype: "Section Break" }, text_field()],
		primary_action_label: __("Cut"),
		primary_action: ({ text }) => cut(text).then((found) => look_at(dialog.get_values(), found, done, dialog)),
	});
	dialog.show();
};

function source_fields() {
	const link = (fieldname, options, label, more) => ({
		fieldtype: "Link", fieldname, options, label, get_query: () => ({ filters: { disabled: 0 } }), ...more,
	});
	return [
		link("kind", "Qingdan Matter Kind", __("Kind of Source"), { reqd: 1 }),
		{ fieldtype: "Data", fieldname: "document_number", label: __("Document Number") },
		{ fieldtype: "Column Break" },
		{ fieldtype: "Date", fieldname: "document_date", label: __("Document Date") },
		{ fieldtype: "Select", fieldname: "urgency", label: __("Urgency"), default: "Normal", options: urgencies() },
		{ fieldtype: "Column Break" },
		link("area", "Qingdan Subject Area", __("Subject Area")),
	];
}

const urgencies = () => ["Normal", "Urgent", "Very Urgent"].map((value) => ({ value, label: __(value) }));

const text_field = () => ({
	fieldtype: "Text",
	fieldname: "text",
	label: __("Minutes, instruction, lines or table"),
	reqd: 1,
	description: __("Nothing is written yet: you see what was read and mend it first."),
});

async function cut(text) {
	const { message } = await frappe.call({ method: `${API}.cut`, args: { text }, freeze: true });
	return message;
}

function look_at(source, { matters, passed_over }, done, before) {
	if (!matters.length) return frappe.msgprint(__("Nothing to take on was found in these words."));
	before.hide();
	const dialog = new frappe.ui.Dialog({
		title: __("{0} Matters Found", [matters.length]),
		size: "extra-large",
		fields: [
			{ fieldtype: "HTML", fieldname: "words", options: words_html(matters, passed_over) },
			{ fieldtype: "Table", fieldname: "rows", label: __("Matters"), fields: row_fields(), data: matters.map(as_row), cannot_add_rows: false },
		],
		primary_action_label: __("Take On"),
		primary_action: ({ rows }) => take_on(source, rows || [], dialog, done),
		secondary_action_label: __("Back"),
		secondary_action: () => (dialog.hide(), before.show()),
	});
	return dialog.show();
}

function row_fields() {
	const unit = { filters: { disabled: 0 } };
	return [
		{ fieldtype: "Small Text", fieldname: "content", label: __("Matter"), in_list_view: 1, columns: 4, reqd: 1 },
		{ fieldtype: "Link", fieldname: "lead_unit", options: "Qingdan Unit", label: __("Lead Unit"), in_list_view: 1, columns: 2, reqd: 1, get_query: () => unit },
		{ fieldtype: "Small Text", fieldname: "cooperating", label: __("Cooperating Units"), in_list_view: 1, columns: 2 },
		{ fieldtype: "Data", fieldname: "deadline_raw", label: __("Deadline as Written"), in_list_view: 1, columns: 1 },
		{ fieldtype: "Date", fieldname: "due_date", label: __("Due Date"), in_list_view: 1, columns: 1 },
		{ fieldtype: "Link", fieldname: "leader", options: "Qingdan Leader", label: __("Leader") },
	];
}

const as_row = (matter) => ({ ...Object.fromEntries(ROW.map((field) => [field, matter[field]])), cooperating: matter.cooperating.join("、") });

function words_html(matters, passed_over) {
	const doubts = matters.flatMap(({ line, doubts }) => doubts.map((doubt) => __("Line {0}: {1}", [line, qingdan.escape(doubt)])));
	const passed = passed_over.map(({ line, text }) => `${line}: ${qingdan.escape(text)}`);
	const list = (words) => `<ul>${words.map((each) => `<li>${each}</li>`).join("")}</ul>`;
	const asked = doubts.length ? `<p class="qd-orange">${__("Please look at these:")}</p>${list(doubts)}` : "";
	const left = passed.length
		? `<details><summary class="text-muted">${__("{0} paragraphs name nobody and were passed over", [passed.length])}</summary>${list(passed)}</details>`
		: "";
	return `${asked}${left}`;
}

async function take_on(source, rows, dialog, done) {
	const args = {
		source: JSON.stringify(Object.fromEntries(SOURCE.map((field) => [field, source[field]]))),
		rows: JSON.stringify(rows.map((row) => ({ ...row, cooperating: (row.cooperating || "").split(UNITS).filter(Boolean) }))),
		hand_out: 0,
	};
	const { message } = await frappe.call({ method: `${API}.take_on`, args, freeze: true });
	dialog.hide();
	const tasks = message.filter(({ task }) => task);
	const told = tasks.length
		? __("{0} matters taken on: {1}", [tasks.length, tasks.map(({ task }) => task).join("、")])
		: __("{0} matters sent for approval.", [message.length]);
	frappe.show_alert({ message: told, indicator: "green" }, 10);
	return tasks.length ? qingdan.hand_out({ names: tasks.map(({ task }) => task) }, done) : done();
}
