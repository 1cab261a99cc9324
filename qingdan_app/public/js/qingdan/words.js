// Dates and texts as people read them.

frappe.provide("qingdan");

qingdan.escape = (text) => frappe.utils.escape_html(String(text ?? ""));

// A text of several lines, safe to put into a page.
qingdan.lines = (text) => qingdan.escape(text).replace(/\n/g, "<br>");

qingdan.pill = (text, colour) =>
	`<span class="indicator-pill no-indicator-dot ${colour}">${qingdan.escape(text)}</span>`;

// A small table: its heads are words, its rows `<tr>`s.
qingdan.table_html = (heads, rows) => {
	const cells = heads.map((words) => `<th scope="col">${words}</th>`).join("");
	return `<div class="table-responsive"><table class="table table-bordered table-sm"><thead><tr>${cells}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
};

// A day is the same day wherever the browser stands; a moment is shown in the person's own time.
qingdan.date = (date) => qingdan.escape(frappe.datetime.str_to_user(String(date).slice(0, 10), false, true));

qingdan.moment = (moment) => qingdan.escape(frappe.datetime.str_to_user(String(moment).slice(0, 19)).slice(0, 16));

// A period as people write it: "2026-11", "2026-Q4", "2026-W45", "2026-H2", "2026".
qingdan.period = (period) => {
	const [year, part] = String(period ?? "").split("-");
	const number = Number(part?.replace(/\D/g, ""));
	if (!part) return year && __("Year {0}", [year]);
	if (part.startsWith("Q")) return __("Quarter {1} of {0}", [year, number]);
	if (part.startsWith("W")) return __("Week {1} of {0}", [year, number]);
	if (part.startsWith("H")) return number === 1 ? __("First Half of {0}", [year]) : __("Second Half of {0}", [year]);
	return __("{0}-{1}", [year, number], "Month as people write it");
};

// The size of a file as people write it.
qingdan.size = (bytes) => {
	if (bytes < 1024) return `${bytes} B`;
	return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
};
