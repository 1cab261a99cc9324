// What a unit came to: every event with its points, and why it gave no more; each leads to the document behind it.

frappe.ui.form.on("Qingdan Unit Score", {
	async refresh(frm) {
		if (frm.is_new()) return;
		const { message } = await frappe.call("qingdan_app.api.scores.get_score", { name: frm.doc.name });
		frm.fields_dict.events.$wrapper.html(events_html(message.events));
	},
});

function events_html(events) {
	if (!events.length) return `<p class="text-muted">${__("Nothing was counted but the base points.")}</p>`;
	const rows = events.map((row) => {
		const behind = form_link(row.reference_doctype, row.reference_name);
		const task = row.task ? form_link("Qingdan Task", row.task) : "";
		const cells = [
			qingdan.date(row.day),
			`<a href="${frappe.utils.get_form_link("Qingdan Score Event", row.name)}">${qingdan.escape(row.words)}</a>`,
			task,
			behind,
			row.worth,
			row.counted,
			qingdan.pill(row.standing, row.colour),
			qingdan.escape(row.reason),
		];
		return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
	});
	const heads = [
		__("Day"),
		__("Counted Event"),
		__("Task"),
		__("Document"),
		__("Points"),
		__("Points Counted"),
		__("What Became of It"),
		__("Reason"),
	];
	return qingdan.table_html(heads, rows);
}

const form_link = (doctype, name) => `<a href="${frappe.utils.get_form_link(doctype, name)}">${qingdan.escape(name)}</a>`;
