// One report: the unit fills it in and files it; the lead unit or supervision decides on a period report.

const REPORT_LABELS = () => ({
	file: __("File Report"),
	adopt: __("Adopt"),
	return: __("Send Back"),
	withdraw: __("Withdraw"),
});

frappe.ui.form.on("Qingdan Progress Report", {
	setup(frm) {
		qingdan.put_away_core_actions(frm);
		frm.set_query("unit", () => ({ filters: { disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.period) frm.set_value("period", frappe.datetime.get_today().slice(0, 7));
	},

	async refresh(frm) {
		frm.events.show_state(frm);
		if (frm.is_new()) return;
		frm.add_custom_button(__("Open Task"), () => frappe.set_route("Form", "Qingdan Task", frm.doc.task));
		const { doctype, name } = frm.doc;
		const choices = await frappe.xcall("qingdan_app.api.documents.get_choices", { doctype, name });
		if (frm.doc.name === name) choices.forEach((choice) => frm.events.offer(frm, choice));
	},

	show_state(frm) {
		const { state, kind, opinion } = frm.doc;
		if (!frm.is_new() && !["草稿", "已退回"].includes(state)) frm.disable_form();
		if (state === "已退回") frm.set_intro(__("Returned: {0}", [qingdan.escape(opinion)]), "red");
		if (state === "已提交" && kind === "Completion") {
			frm.set_intro(__("The decision is made on the task itself."), "blue");
		}
	},

	offer(frm, { act, opinion }) {
		const label = REPORT_LABELS()[act] || act;
		const take = () => frm.events.take(frm, act, label, opinion);
		if (["file", "adopt"].includes(act)) frm.page.set_primary_action(label, take);
		else frm.add_custom_button(label, take);
	},

	async take(frm, act, label, opinion_needed) {
		if (frm.is_dirty()) await frm.save();
		if (opinion_needed) return qingdan.ask_opinion(label, true, (opinion) => frm.events.perform(frm, act, opinion));
		return frm.events.perform(frm, act, "");
	},

	perform(frm, act, opinion) {
		const { doctype, name, state } = frm.doc;
		return frappe.call({
			method: "qingdan_app.api.documents.perform",
			args: { doctype, name, act, opinion, seen_state: state },
			freeze: true,
			callback: () => frm.reload_doc(),
			error: () => frm.reload_doc(),
		});
	},
});
