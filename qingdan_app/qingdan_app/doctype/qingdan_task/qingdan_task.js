// The task as people meet it: its overview, and one button for what comes next.

const EDITOR_FIELDS = ["text", "target", "due_date", "deadline_kind", "deadline_raw", "cycle", "cycle_day", "milestones", "leader", "lead_unit", "units", "correction_reason"];

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

	notify: (frm) => qingdan.issue_notices([frm.doc.name], () => frm.reload_doc()),

	ask: (frm) => qingdan.ask_for_change([frm.doc.name], () => frm.reload_doc()),

	async refresh(frm) {
		qingdan.only_for_editors(frm, EDITOR_FIELDS);
		if (frm.is_new()) return;
		qingdan.show_archived(frm);
		if (frappe.is_mobile()) frm.page.set_title(frm.doc.name);
		if (frm.doc.__onload?.may_ask) frm.add_custom_button(__("Ask for a Change"), () => frm.events.ask(frm));
		if (frm.doc.__onload?.may_issue) frm.add_custom_button(__("Supervision Notice"), () => frm.events.notify(frm));
		qingdan.offer_instruction(frm, "task");
		qingdan.offer_issue(frm, "task");
		if (frm.doc.__onload?.may_verify && !frm.doc.__onload.archived) {
			frm.add_custom_button(__("Verify on Site"), () => qingdan.verify(frm.doc.name, () => frm.reload_doc()));
		}
		const name = frm.doc.name;
		const overview = await qingdan.overview_of(name);
		if (frm.doc.name !== name) return;
		const { instructions, notices, issues, verifications } = frm.doc.__onload || {};
		const beside = [
			qingdan.same_matter_html(frm.doc.__onload),
			qingdan.verifications_html(verifications, overview),
			qingdan.instructions_html(instructions),
			qingdan.notices_html(notices),
			qingdan.issues_html(issues),
		];
		frm.fields_dict.overview.$wrapper.html(qingdan.overview_html(overview, beside.join("")));
		const steps = new qingdan.TaskSteps({ task: name, overview, reload: () => frm.reload_doc() });
		steps.listen(frm.fields_dict.overview.$wrapper);
		steps.show({ page: frm.page, add_custom_button: (...button) => frm.add_custom_button(...button) });
	},
});
