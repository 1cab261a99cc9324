// The task as people meet it: its overview, and one button for what comes next.

const EDITOR_FIELDS = ["text", "due_date", "deadline_kind", "deadline_raw", "milestones", "leader", "lead_unit", "units"];

frappe.ui.form.on("Qingdan Task", {
	setup(frm) {
		qingdan.put_away_core_actions(frm);
		frappe.ui.keys.add_shortcut({
			shortcut: "alt+n",
			action: () => qingdan.approval.open_next(frm.qd_approval?.view?.request),
			description: __("Next Item"),
			page: frm.page,
		});
	},

	async refresh(frm) {
		qingdan.only_for_editors(frm, EDITOR_FIELDS);
		if (frm.is_new()) return;
		if (frappe.is_mobile()) frm.page.set_title(frm.doc.name);
		const name = frm.doc.name;
		const overview = await frappe.xcall("qingdan_app.api.tasks.get_overview", { task: name });
		if (frm.doc.name !== name) return;
		frm.fields_dict.overview.$wrapper.html(qingdan.overview_html(overview));
		new qingdan.TaskSteps(frm, overview).show();
	},
});
