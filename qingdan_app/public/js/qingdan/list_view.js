// Lists of documents whose state belongs to the flow.

frappe.provide("qingdan");

// Core offers its own workflow acts on selected rows; the flow refuses them, so they are not shown.
qingdan.put_away_core_bulk_actions = (listview) => {
	Object.values(listview.workflow_action_items || {}).forEach((item) => item.closest("li").remove());
	listview.workflow_action_items = {};
	listview.toggle_workflow_actions = () => {};
	if (!frappe.model.can_write(listview.doctype)) put_away_bulk_edit(listview);
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

qingdan.indicator = ({ mark }) => mark && [mark.text, mark.colour, mark.filter];

qingdan.percent_html = (percent) => qingdan.bar_html(percent);
