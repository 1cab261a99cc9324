// The steps open to a person on a task: one primary button, the others beside it. One step, one endpoint.

frappe.provide("qingdan");

const LABELS = () => ({
	acknowledge: __("Acknowledge"),
	start: __("Start Task"),
	report: __("Fill In Progress"),
	submit: __("Report Completion"),
	complete: __("Complete Task"),
	return: __("Send Back"),
	withdraw: __("Withdraw"),
	reopen: __("Reopen Task"),
});

qingdan.TaskSteps = class TaskSteps {
	constructor(frm, overview) {
		Object.assign(this, { frm, overview, labels: LABELS() });
	}

	show() {
		const { primary, others } = this.overview.steps;
		if (primary) this.frm.page.set_primary_action(this.labels[primary], () => this.take(primary));
		others.forEach((step) => this.frm.add_custom_button(this.labels[step], () => this.take(step)));
	}

	take(step) {
		const taking = {
			acknowledge: () => this.acknowledge(),
			report: () => this.open_report("Period", this.overview.reports.period),
			submit: () => this.open_report("Completion", this.overview.reports.completion),
			start: () => this.perform("start"),
			withdraw: () => frappe.confirm(__("Take the task back from review?"), () => this.perform("withdraw")),
		};
		return taking[step] ? taking[step]() : this.ask_opinion(step);
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

	ask_opinion(act) {
		const needed = act !== "complete";
		qingdan.ask_opinion(this.labels[act], needed, (opinion) => this.perform(act, opinion));
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
