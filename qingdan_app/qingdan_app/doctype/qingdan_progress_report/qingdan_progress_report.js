// One report: the unit fills it in and files it; the lead unit or supervision decides on a period report.

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
		const { standing } = frm.doc.__onload || {};
		if (frm.is_new() || !standing) return;
		if (!standing.open) frm.disable_form();
		if (standing.text) frm.set_intro(qingdan.lines(standing.text), standing.colour);
	},

	offer(frm, choice) {
		const take = () => frm.events.take(frm, choice);
		if (choice.place === "primary") frm.page.set_primary_action(choice.words, take);
		else frm.add_custom_button(choice.words, take);
	},

	async take(frm, choice) {
		if (frm.is_dirty()) await frm.save();
		const kept = frm.events.kept(frm, choice.act);
		return qingdan.ask_for({ ...choice, kept }, (opinion) => frm.events.perform(frm, choice.act, opinion));
	},

	// Where an opinion is kept until its act is done.
	kept: (frm, act) => `${frm.doctype}/${frm.doc.name}/${act}`,

	perform(frm, act, opinion) {
		const { doctype, name, state } = frm.doc;
		return frappe.call({
			method: "qingdan_app.api.documents.perform",
			args: { doctype, name, act, opinion, seen_state: state },
			freeze: true,
			callback: () => {
				qingdan.words_kept.forget(frm.events.kept(frm, act));
				frm.reload_doc();
			},
			error: () => frm.reload_doc(),
		});
	},
});
