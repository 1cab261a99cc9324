frappe.listview_settings["Qingdan Task"] = {
	add_fields: ["late_since", "state", "acknowledged_by", "judged_from", "late_days", "course", "milestone_due", "deadline_kind", "review_on", "stage_goal", "light", "this_period"],
	hide_name_filter: true,
	filters: frappe.boot.qingdan_start?.filters || [],

	formatters: {
		due_date: (value, df, doc) => qingdan.due_html(value, doc),
		lead_unit: (value, df, doc) => qingdan.duty_html(value, doc),
		percent: (value, df, doc) => qingdan.light_dot(doc.light, "qd-on-desktop") + qingdan.progress_html(value, doc),
	},

	// What comes next for the reader comes with each row.
	button: {
		show: (doc) => Boolean(doc.next),
		get_label: ({ next }) => qingdan.escape(next.words),
		get_description: ({ next, name }) => qingdan.escape(`${next.words} ${name}`),
		action: (doc) => qingdan.TaskSteps.take_next(doc, () => qingdan.refresh_list(cur_list)),
	},

	onload(listview) {
		qingdan.put_away_core_bulk_actions(listview);
		const offer = (words, act) => listview.page.add_actions_menu_item(words, () => act(listview), false);
		if (frappe.boot.qingdan_acknowledges) {
			offer(__("Acknowledge"), this.acknowledge);
			offer(__("Start Task"), this.start);
		}
		if (frappe.boot.qingdan_hands_on) offer(__("Hand to a Person"), this.hand_on);
		if (frappe.boot.qingdan_hands_out) offer(__("Hand Out"), this.hand_out);
		if (frappe.boot.qingdan_hands_out) offer(__("Same Matter"), this.choose_same);
		if (frappe.model.can_create("Qingdan Change Request")) offer(__("Ask for a Change"), this.ask);
		if (frappe.boot.qingdan_urges) offer(__("Urge"), this.urge);
		if (frappe.model.can_create("Qingdan Supervision Notice")) offer(__("Supervision Notice"), this.notify);
		if (frappe.model.can_create("Qingdan Verification")) offer(__("Verify on Site"), this.verify);
	},

	acknowledge(listview) {
		return frappe.call({
			method: "qingdan_app.api.tasks.acknowledge",
			args: { names: listview.get_checked_items(true) },
			freeze: true,
			callback({ message }) {
				frappe.show_alert({ message: __("{0} tasks acknowledged.", [message.length]), indicator: "green" });
				qingdan.after_many(listview);
			},
		});
	},

	start(listview) {
		const args = { doctype: listview.doctype, names: listview.get_checked_items(true), act: "start" };
		return frappe.call({
			method: "qingdan_app.api.documents.perform_on_many",
			args,
			freeze: true,
			callback({ message }) {
				qingdan.tell_of_many(message, __("{0} tasks started", [message.filter(({ ok }) => ok).length]));
				qingdan.after_many(listview);
			},
		});
	},

	hand_out(listview) {
		return qingdan.hand_out({ names: listview.get_checked_items(true) }, () => qingdan.after_many(listview));
	},

	choose_same: (listview) => qingdan.choose_same_matter(listview.get_checked_items(true)),

	hand_on(listview) {
		return qingdan.hand_on(listview.get_checked_items(true), () => qingdan.after_many(listview));
	},

	ask: (listview) =>
		qingdan.ask_for_change(listview.get_checked_items(true), () => qingdan.after_many(listview)),

	urge: (listview) => qingdan.urge_on_checked(listview),

	verify: (listview) =>
		qingdan.verify_checked(listview.get_checked_items(true), () => qingdan.after_many(listview)),

	notify: (listview) =>
		qingdan.issue_notices(listview.get_checked_items(true), () => qingdan.after_many(listview)),
};
