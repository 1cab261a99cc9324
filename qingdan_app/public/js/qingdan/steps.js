// The steps open to a person on a task: one primary button, the others beside it. One step, one endpoint.

frappe.provide("qingdan");

qingdan.TaskSteps = class TaskSteps {
	constructor(frm, overview) {
		Object.assign(this, { frm, overview });
	}

	show() {
		const { steps: { primary, others }, shown } = this.overview;
		if (primary) this.frm.page.set_primary_action(shown[primary].words, () => this.take(primary));
		others.forEach((step) => this.frm.add_custom_button(shown[step].words, () => this.take(step)));
	}

	// How a step is asked for stands in its row of the server's table of acts.
	take(step) {
		const shown = this.overview.shown[step];
		if (step === "acknowledge") return this.acknowledge();
		if (shown.report) return this.open_report(shown.report, this.overview.reports[shown.report.toLowerCase()]);
		return qingdan.ask_for(shown, (opinion) => this.perform(step, opinion));
	}

	acknowledge() {
		return frappe.call({
			method: "qingdan_app.api.tasks.acknowledge",
			args: { names: [this.frm.doc.name] },
			freeze: true,
			callback: () => this.reload(),
		});
	}

	open_report(kind, form) {
		const task = this.frm.doc.name;
		new qingdan.ReportDialog({ task, kind, form, done: () => this.reload() });
	}

	perform(act, opinion = "") {
		const { doctype, name } = this.frm.doc;
		return frappe.call({
			method: "qingdan_app.api.documents.perform",
			args: { doctype, name, act, opinion, seen_state: this.overview.state },
			freeze: true,
			callback: () => this.reload(),
			error: () => this.reload(),
		});
	}

	reload() {
		return this.frm.reload_doc();
	}
};

// Ask for what an act needs, as the server shows it: an opinion, a confirmation, or nothing.
qingdan.ask_for = ({ words, asks, confirm }, done) => {
	if (asks !== "none") return qingdan.ask_opinion(words, asks === "required", done);
	return confirm ? frappe.confirm(confirm, () => done("")) : done("");
};

// Ask for an opinion and hand it on; Ctrl+Enter confirms.
qingdan.ask_opinion = (title, needed, done) => {
	const dialog = new frappe.ui.Dialog({
		title,
		fields: [{ fieldtype: "Small Text", fieldname: "opinion", label: needed ? __("Opinion") : __("Opinion (optional)"), reqd: needed }],
		primary_action_label: title,
		primary_action: ({ opinion }) => {
			dialog.hide();
			done(opinion || "");
		},
	});
	dialog.show();
};
