// Lists of documents whose state belongs to the flow.

frappe.provide("qingdan");

// Core offers its own workflow acts on selected rows; the flow refuses them, so they are not shown.
qingdan.put_away_core_bulk_actions = (listview) => {
	Object.values(listview.workflow_action_items || {}).forEach((item) => item.closest("li").remove());
	listview.workflow_action_items = {};
	listview.toggle_workflow_actions = () => {};
};

qingdan.due_html = (due_date, doc) => {
	if (!due_date) return `<span class="text-muted">—</span>`;
	const due = qingdan.due(due_date, doc.state);
	const colour = { red: "text-danger", orange: "text-warning", yellow: "text-warning" }[due.colour] || "";
	return `<span class="${colour}" title="${due.text}">${qingdan.date(due_date)}</span>`;
};

// A phone shows the title only, so the due date goes in front of it.
qingdan.with_due_on_phone = (title, { due_date }) =>
	frappe.is_mobile() && due_date ? `${frappe.datetime.str_to_user(due_date, false, true)} ${title}` : title;

qingdan.percent_html = (percent) => qingdan.bar_html(percent);
