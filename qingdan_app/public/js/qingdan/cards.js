// A number card opens what it counts. Frappe 15.0 leads nowhere from a card whose number comes from a method; later lines do, by
// the route that the method answers, and this leads to the same place.

$(document).on("click", ".number-widget-box:not(.edit-mode) .widget-body", ({ currentTarget }) => {
	const title = $(currentTarget).closest(".widget").find(".widget-title").text().trim();
	if (title === __("Approval Inbox")) frappe.set_route("qingdan-inbox", "todo");
});

// What a widget shows: a card or chart that Desk has loaded, by its name or by what stands on it.
function shown_by(widget, doctype) {
	const loaded = Object.values(locals[doctype] || {});
	const [name, title] = [widget.attr("data-widget-name"), widget.find(".widget-title").text().trim()];
	return loaded.find((doc) => doc.name === name) || loaded.find(({ label, chart_name }) => (label || chart_name) === title);
}

// Core keeps one filter of each field where a card leads to its list; a card of a built report may have several.
$(document).on("click", ".number-widget-box:not(.edit-mode) .widget-body", ({ currentTarget }) => {
	const card = shown_by($(currentTarget).closest(".widget"), "Number Card");
	if (card?.report_name && card.type === "Document Type") frappe.route_options = qingdan.as_route_options(JSON.parse(card.filters_json));
});

// Core opens the report that a card counts the rows of without what the card asks it.
$(document).on("click", ".number-widget-box:not(.edit-mode) .widget-body", ({ currentTarget }) => {
	const card = shown_by($(currentTarget).closest(".widget"), "Number Card");
	if (card?.type === "Report" && qingdan.is_ours(card.report_name)) frappe.route_options = JSON.parse(card.filters_json || "{}");
});

// A chart of a built report opens the report that it shows, or its rows where the report is not shared.
$(document).on("click", ".dashboard-widget-box:not(.edit-mode) .widget-body", ({ currentTarget }) => {
	const chart = shown_by($(currentTarget).closest(".widget"), "Dashboard Chart");
	if (!chart?.report_name || chart.chart_type !== "Group By") return;
	if (frappe.boot.user.all_reports[chart.report_name]) frappe.set_route("List", chart.document_type, "Report", chart.report_name);
	else qingdan.open_rows(chart.document_type, JSON.parse(chart.filters_json));
});
