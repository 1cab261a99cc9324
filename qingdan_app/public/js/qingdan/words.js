// Dates and texts as people read them.

frappe.provide("qingdan");

qingdan.escape = (text) => frappe.utils.escape_html(String(text ?? ""));

// A text of several lines, safe to put into a page.
qingdan.lines = (text) => qingdan.escape(text).replace(/\n/g, "<br>");

qingdan.pill = (text, colour) =>
	`<span class="indicator-pill no-indicator-dot ${colour}">${qingdan.escape(text)}</span>`;

// A day is the same day wherever the browser stands; a moment is shown in the person's own time.
qingdan.date = (date) => qingdan.escape(frappe.datetime.str_to_user(String(date).slice(0, 10), false, true));

qingdan.moment = (moment) => qingdan.escape(frappe.datetime.str_to_user(String(moment).slice(0, 19)).slice(0, 16));

// "2026-11" as people write it.
qingdan.month = (period) => {
	const [year, month] = String(period ?? "").split("-");
	return month ? __("{0}-{1}", [year, Number(month)], "Month as people write it") : year;
};

// The size of a file as people write it.
qingdan.size = (bytes) => {
	if (bytes < 1024) return `${bytes} B`;
	return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
};
