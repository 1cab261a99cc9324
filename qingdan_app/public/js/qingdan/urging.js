// Urge whoever has to act: on one document or many, from a form, a list or a report. Who is told the server knows.

frappe.provide("qingdan");

// `documents` is `[{doctype, name}]`; `done` is called when they were urged.
qingdan.urge = (documents, done = () => {}) => {
	if (!documents.length) return frappe.show_alert({ message: __("Choose what to urge on first."), indicator: "orange" });
	const title = documents.length > 1 ? __("Urge on {0} items", [documents.length]) : __("Urge");
	const kept = `urge/${documents.map(({ name }) => name).join(",")}`;
	return qingdan.ask_opinion(title, false, (opinion) => send_urge({ documents, opinion, kept }, done), kept);
};

async function send_urge({ documents, opinion, kept }, done) {
	const method = "qingdan_app.api.documents.urge";
	const { message } = await frappe.call({ method, args: { documents, opinion }, freeze: true });
	qingdan.words_kept.forget(kept);
	qingdan.tell_of_many(message, __("{0} urged", [message.filter(({ ok }) => ok).length]));
	done();
}

// The urge that waits for the reader's answer, with its button.
qingdan.urged_html = (urged) => {
	if (!urged) return "";
	const said = urged.words ? `<div>${qingdan.lines(urged.words)}</div>` : "";
	return `<div class="alert alert-warning qd-urged"><div>${__("{0} urged you on this at {1}.", [qingdan.escape(urged.by), qingdan.moment(urged.at)])}</div>${said}
		<button type="button" class="btn btn-sm btn-default qd-answer-urge">${__("Answer the Urge")}</button></div>`;
};

qingdan.listen_to_urge = (area, { doctype, name, reload }) => {
	const kept = `answer_urge/${name}`;
	area.find(".qd-answer-urge").on("click", () =>
		qingdan.ask_opinion(
			__("Answer the Urge"),
			true,
			async (opinion) => {
				await frappe.call({ method: "qingdan_app.api.documents.answer_urge", args: { doctype, name, opinion }, freeze: true });
				qingdan.words_kept.forget(kept);
				return reload();
			},
			kept
		)
	);
};

// What became of each of many: one line where all was done, else every refusal with the document it is about.
qingdan.tell_of_many = (answers, words) => {
	const refused = answers.filter(({ ok }) => !ok);
	if (!refused.length) return frappe.show_alert({ message: words, indicator: "green" });
	if (answers.length === 1) return frappe.msgprint({ title: __("Not Done"), message: refused[0].message, indicator: "orange" });
	const rows = refused.map(({ name, message }) => `<li>${qingdan.escape(name)}${__(":", null, "After a label")} ${message}</li>`);
	const head = __("{0}; {1} not done:", [words, refused.length]);
	return frappe.msgprint({ title: __("Result"), message: `<p>${head}</p><ul>${rows.join("")}</ul>`, indicator: "orange" });
};

// What a report of tasks is narrowed by, and whose bars its chart shows.
qingdan.whose_tasks = () => [
	{ fieldname: "lead_unit", label: __("Lead Unit"), fieldtype: "Link", options: "Qingdan Unit" },
	{ fieldname: "leader", label: __("Leader"), fieldtype: "Link", options: "Qingdan Leader" },
	{
		fieldname: "group_by",
		label: __("Chart by"),
		fieldtype: "Select",
		default: "lead_unit",
		options: [
			{ value: "lead_unit", label: __("By Lead Unit") },
			{ value: "leader", label: __("By Leader") },
		],
	},
];

// A report whose rows are documents: an act in each row, and one for all that are ticked. `named` answers the document of a row.
qingdan.with_urging = (column, named, settings) => ({
	...settings,
	get_datatable_options: (options) => (oversees() ? { ...options, checkboxColumn: true } : options),
	formatter(value, row, field, data, plain) {
		const html = plain(value, row, field, data);
		if (field.fieldname !== column || !data || !oversees()) return html;
		const { doctype, name } = named(data);
		return `${html} <button type="button" class="btn btn-xs btn-default qd-urge" data-doctype="${qingdan.escape(doctype)}"
			data-name="${qingdan.escape(name)}">${__("Urge")}</button>`;
	},
	onload(report) {
		settings.onload?.(report);
		if (!oversees()) return;
		report.page.add_inner_button(__("Urge Selected"), () => qingdan.urge(ticked(report, named)));
		report.page.main.on("click", ".qd-urge", ({ currentTarget }) => {
			const { doctype, name } = currentTarget.dataset;
			return qingdan.urge([{ doctype, name }]);
		});
	},
});

qingdan.task_of_row = ({ task }) => ({ doctype: "Qingdan Task", name: task });

qingdan.document_of_row = ({ reference_doctype, reference_name }) => ({ doctype: reference_doctype, name: reference_name });

function oversees() {
	return frappe.boot.qingdan_urges;
}

function ticked(report, named) {
	const found = (report.datatable ? report.get_checked_items() : []).map(named);
	return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
