// Who owes a report, for which periods, and by when: the form shows what it asks for next.

frappe.ui.form.on("Qingdan Reporting Rule", {
	refresh(frm) {
		const { asks, in_force } = frm.doc.__onload || {};
		if (in_force) frm.set_intro(__("This rule is in force. To ask for something else, duplicate it and put the copy in force from a day on."), "blue");
		frm.fields_dict.shown.$wrapper.html(asks ? asks_html(asks) : "");
	},
});

function asks_html(asks) {
	if (!asks.length) return `<p class="text-muted">${__("No report but those on milestones.")}</p>`;
	const rows = asks.map(({ period, opens, due, closes }) => {
		const days = [opens, due, closes].map((day) => `<td>${qingdan.date(day)}</td>`).join("");
		return `<tr><td>${qingdan.escape(period)}</td>${days}</tr>`;
	});
	const heads = [__("Report Period"), __("Taken From"), __("Due On"), __("Taken Until")].map((word) => `<th>${word}</th>`).join("");
	return `<div class="table-responsive"><table class="table table-bordered"><thead><tr>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}
