// Lists of documents whose state belongs to the flow.

frappe.provide("qingdan");

// Core offers its own workflow acts on selected rows; the flow refuses them, so they are not shown.
qingdan.put_away_core_bulk_actions = (listview) => {
	qingdan.fold_filters(listview);
	Object.values(listview.workflow_action_items || {}).forEach((item) => item.closest("li").remove());
	listview.workflow_action_items = {};
	listview.toggle_workflow_actions = () => {};
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

function put_away_item({ page }, label) {
	page.actions.find(`.menu-item-label[data-label="${encodeURIComponent(label)}"]`).closest("li").remove();
}

// Where a flow guards the submission, documents are sent in; core's own item stays where some need no flow.
$(document).on("list_sidebar_setup", () => {
	const flows = frappe.boot.qingdan_approvals?.[cur_list?.doctype] || [];
	const guards = flows.filter(({ guard }) => guard === "Submission");
	if (!guards.length || !frappe.model.can_write(cur_list.doctype)) return;
	const listview = cur_list;
	const submit = __("Submit", null, "Button in list view actions menu");
	if (guards.some(({ always }) => always)) put_away_item(listview, submit);
	listview.page.add_actions_menu_item(__("Send to Approval"), () => send_in(listview), false);
});

frappe.provide("frappe.listview_settings");

// A draft that is being decided on says so; core's list knows drafts and submitted documents alone.
Object.entries(frappe.boot.qingdan_approvals || {})
	.filter(([, flows]) => flows.some(({ guard }) => guard === "Submission"))
	.forEach(([doctype]) => {
		const settings = (frappe.listview_settings[doctype] ??= {});
		settings.has_indicator_for_draft ??= 1;
		settings.get_indicator ??= ({ mark, docstatus }) => {
			const { text, colour } = mark || (docstatus ? { text: __("Submitted"), colour: "blue" } : { text: __("Draft"), colour: "red" });
			return [text, colour, `docstatus,=,${docstatus}`];
		};
	});

async function send_in(listview) {
	const args = { doctype: listview.doctype, names: listview.get_checked_items(true) };
	const { message } = await frappe.call({ method: "qingdan_app.api.approvals.send_many", args, freeze: true });
	qingdan.tell_of_many(message, __("{0} documents sent to approval", [message.filter(({ ok }) => ok).length]));
	qingdan.after_many(listview);
}

// A mark, `{text, colour, filter}`, comes with the row: how a document stands today is the server's to say.
qingdan.due_html = (due_date, { mark, stage_goal, light }) => {
	if (!due_date && !mark?.text) return `${qingdan.light_dot(light, "qd-on-phone")}<span class="qd-due text-muted">—</span>`;
	const colour = { red: "qd-red", orange: "qd-orange", yellow: "qd-orange" }[mark?.colour] || "";
	const said = due_date ? qingdan.date(due_date) : qingdan.escape(mark.text);
	const stage = stage_goal ? ` <span class="indicator-pill no-indicator-dot gray" title="${qingdan.escape(stage_goal)}">${__("Stage Goal")}</span>` : "";
	return `${qingdan.light_dot(light, "qd-on-phone")}<span class="qd-due ${colour}" title="${qingdan.escape(mark?.text)}">${said}</span>${stage}`;
};

// The part that the reader's unit has, before who leads.
qingdan.duty_html = (lead_unit, { duty }) => {
	const words = { Lead: __("Lead"), Cooperating: __("Cooperating"), Handler: __("Handler") }[duty];
	const part = words ? `<span class="qd-duty">${qingdan.pill(words, duty === "Lead" ? "blue" : "gray")}</span> ` : "";
	return `<span class="qd-lead ellipsis" title="${qingdan.escape(lead_unit)}">${part}${qingdan.escape(lead_unit || "—")}</span>`;
};

qingdan.after_many = (listview) => {
	listview.clear_checked_items();
	qingdan.refresh_list(listview);
};

// After an act the same question has another answer; core does not ask it twice within three seconds.
qingdan.refresh_list = (listview) => {
	listview.last_args = null;
	return listview.refresh();
};

qingdan.urge_on_checked = (listview) => {
	const { doctype } = listview;
	const documents = listview.get_checked_items(true).map((name) => ({ doctype, name }));
	return qingdan.urge(documents, () => qingdan.after_many(listview));
};

qingdan.indicator = ({ mark }) => mark && [mark.text, mark.colour, mark.filter];

qingdan.percent_html = (percent) => qingdan.bar_html(percent);

// Whether the period that is running is reported: by the reader's unit where it stands in the task, else by the lead unit.
qingdan.progress_html = (percent, { own_period, this_period }) =>
	[qingdan.bar_html(percent), qingdan.reported_pill(own_period ?? this_period)].join(" ");

qingdan.reported_pill = (mark) => (mark ? qingdan.pill(__(mark), mark === "This Period Reported" ? "green" : "orange") : "");
