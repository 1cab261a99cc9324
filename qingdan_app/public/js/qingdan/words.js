// States, dates and texts as people read them.

frappe.provide("qingdan");

const SOON_DAYS = 7;

qingdan.COLOURS = {
	待启动: "gray",
	推进中: "blue",
	待审核: "orange",
	已完成: "green",
	草稿: "gray",
	已提交: "blue",
	已采纳: "green",
	已退回: "red",
};

qingdan.escape = (text) => frappe.utils.escape_html(String(text ?? ""));

// A text of several lines, safe to put into a page.
qingdan.lines = (text) => qingdan.escape(text).replace(/\n/g, "<br>");

qingdan.pill = (text, colour) =>
	`<span class="indicator-pill no-indicator-dot ${colour}">${qingdan.escape(text)}</span>`;

// A day is the same day wherever the browser stands; a moment is shown in the person's own time.
qingdan.date = (date) => qingdan.escape(frappe.datetime.str_to_user(String(date).slice(0, 10), false, true));

qingdan.moment = (moment) => qingdan.escape(frappe.datetime.str_to_user(String(moment).slice(0, 19)).slice(0, 16));

// Whether a deadline still runs: a task in review or completed has done its part.
qingdan.is_running = (state) => !["待审核", "已完成"].includes(state);

// `{text, colour}` for a due date: how long it still has or how long it is over.
qingdan.due = (due_date, state) => {
	if (!due_date) return null;
	const days = frappe.datetime.get_day_diff(due_date, frappe.datetime.get_today());
	if (!qingdan.is_running(state)) return { text: "", colour: "gray" };
	if (days < 0) return { text: __("{0} days late", [-days]), colour: "red" };
	if (days === 0) return { text: __("Due today"), colour: "orange" };
	return { text: __("{0} days left", [days]), colour: days <= SOON_DAYS ? "yellow" : "gray" };
};

// "2026-11" as people write it.
qingdan.month = (period) => {
	const [year, month] = String(period ?? "").split("-");
	return month ? __("{0}-{1}", [year, Number(month)], "Month as people write it") : year;
};
