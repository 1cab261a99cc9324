// Lists of documents whose state belongs to the flow.

frappe.provide("qingdan");

// Core offers its own workflow acts on selected rows; the flow refuses them, so they are not shown.
qingdan.put_away_core_bulk_actions = (listview) => {
	qingdan.fold_filters(listview);
	Object.values(listview.workflow_action_items || {}).forEach((item) => item.closest("li").remove());
	listview.workflow_action_items = {};
	listview.toggle_workflow_actions = () => {};
	if (!frappe.model.can_write(listview.doctype)) put_away_bulk_edit(listview);
};

// On a phone the filters take the screen before the first row: they open on a touch.
qingdan.fold_filters = ({ page }) => {
	if (!frappe.is_mobile() || page.page_form.find(".qd-fold").length) return;
	const button = $(`<button type="button" class="btn btn-default btn-sm qd-fold" aria-expanded="false">${__("Filters")}</button>`);
	page.page_form.addClass("qd-folded").prepend(button);
	button.on("click", () => {
		const folded = page.page_form.toggleClass("qd-folded").hasClass("qd-folded");
		button.attr("aria-expanded", String(!folded));
	});
};

// Core offers bulk edit to who may not edit.
function put_away_bulk_edit({ page }) {
	const label = encodeURIComponent(__("Edit", null, "Button in list view actions menu"));
	page.actions.find(`.menu-item-label[data-label="${label}"]`).closest("li").remove();
}

// A mark, `{text, colour, filter}`, comes with the row: how a document stands today is the server's to say.
qingdan.due_html = (due_date, { mark }) => {
	if (!due_date) return `<span class="qd-due text-muted">—</span>`;
	const colour = { red: "text-danger", orange: "text-warning", yellow: "text-warning" }[mark?.colour] || "";
	return `<span class="qd-due ${colour}" title="${qingdan.escape(mark?.text)}">${qingdan.date(due_date)}</span>`;
};

// The part that the reader's unit has, before who leads.
qingdan.duty_html = (lead_unit, { duty }) => {
	const words = { Lead: __("Lead"), Cooperating: __("Cooperating") }[duty];
	const part = words ? `<span class="qd-duty">${qingdan.pill(words, duty === "Lead" ? "blue" : "gray")}</span> ` : "";
	return `<span class="qd-lead ellipsis" title="${qingdan.escape(lead_unit)}">${part}${qingdan.escape(lead_unit || "—")}</span>`;
};

qingdan.after_many = (listview) => {
	listview.clear_checked_items();
	listview.refresh();
};

qingdan.urge_on_checked = (listview) => {
	const { doctype } = listview;
	const documents = listview.get_checked_items(true).map((name) => ({ doctype, name }));
	return qingdan.urge(documents, () => qingdan.after_many(listview));
};

qingdan.indicator = ({ mark }) => mark && [mark.text, mark.colour, mark.filter];

qingdan.percent_html = (percent) => qingdan.bar_html(percent);
