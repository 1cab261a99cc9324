// The steps open to a person on a task: one primary button, the others beside it. One step, one endpoint.

frappe.provide("qingdan");

qingdan.TaskSteps = class TaskSteps {
	// `task` is a task's name, `overview` what `get_overview` answers for it; `reload` shows it anew.
	constructor({ task, overview, reload }) {
		Object.assign(this, { task, overview, reload });
	}

	// Take what comes next on a row of a list: what it needs is asked of the server now, as the task stands now.
	static async take_next({ name, next }, reload) {
		if (next.step === "urge") return qingdan.urge([{ doctype: "Qingdan Task", name }], reload);
		if (next.step === "hand_out") return qingdan.hand_out({ names: [name] }, reload);
		const overview = await qingdan.overview_of(name);
		if (overview.shown[next.step]) return new TaskSteps({ task: name, overview, reload }).take(next.step);
		frappe.show_alert({ message: __("{0} has changed meanwhile.", [qingdan.escape(name)]), indicator: "orange" });
		return reload();
	}

	show({ page, add_custom_button }) {
		const { steps: { primary, others }, shown } = this.overview;
		if (primary) page.set_primary_action(shown[primary].words, () => this.take(primary));
		others.forEach((step) => add_custom_button(shown[step].words, () => this.take(step)));
		this.offer_core_assigning(page);
		if (!this.overview.may_hand_on) return;
		add_custom_button(__("Hand to a Person"), () => qingdan.hand_on([this.task], () => this.reload()));
		add_custom_button(__("Cut into Sub-items"), () => qingdan.cut(this.task, () => this.reload()));
	}

	// Core's own Assign To is the act of handing on: its button asks as ours does, and is not there for who hands nothing on.
	offer_core_assigning(page) {
		const assign = page.wrapper.find(".add-assignment-btn").toggle(Boolean(this.overview.may_hand_on));
		assign.off("click").on("click", () => qingdan.hand_on([this.task], () => this.reload()));
	}

	// How a step is asked for stands in its row of the server's table of acts.
	take(step) {
		const shown = this.overview.shown[step];
		if (step === "acknowledge") return this.acknowledge();
		if (step === "urge") return qingdan.urge([{ doctype: "Qingdan Task", name: this.task }], () => this.reload());
		if (step === "hand_out") return qingdan.hand_out({ names: [this.task] }, () => this.reload());
		if (qingdan.refusing[step]) return qingdan.refusing[step]({ ...this.overview, task: this.task, step, shown }, () => this.reload());
		if (shown.report) return this.open_report(shown.report);
		const kept = `Qingdan Task/${this.task}/${step}`;
		return qingdan.ask_for({ ...shown, kept }, (opinion) => this.perform(step, opinion));
	}

	acknowledge() {
		return frappe.call({
			method: "qingdan_app.api.tasks.acknowledge",
			args: { names: [this.task] },
			freeze: true,
			callback: () => this.reload(),
		});
	}

	// A draft may have been kept since the page was drawn. `month`, `{unit, period}`, is one that was missed; `tick` the
	// milestone that somebody reports.
	async open_report(kind, month, tick) {
		await qingdan.ReportDialog.kept;
		const { reports } = await qingdan.overview_of(this.task);
		const first = reports[kind.toLowerCase()];
		if (!first) return this.reload();
		const form = month ? { ...first, ...(await this.form_of(month)) } : first;
		const drafting = this.overview.drafting;
		return new qingdan.ReportDialog({ task: this.task, kind, form, tick, drafting, done: () => this.reload() });
	}

	form_of(month) {
		return frappe.xcall("qingdan_app.api.reports.get_form", { task: this.task, ...month });
	}

	// The buttons of months that were missed and of milestones that are open, in the overview.
	listen(area) {
		qingdan.listen_to_urge(area, { doctype: "Qingdan Task", name: this.task, reload: () => this.reload() });
		qingdan.listen_to_parts(area, { task: this.task, parts: this.overview.parts, reload: () => this.reload() });
		qingdan.listen_to_review(area, { task: this.task, review: this.overview.review, stage: this.overview.stage, reload: () => this.reload() });
		area.find(".qd-missed").on("click", ({ currentTarget: { dataset } }) => {
			return this.open_report("Period", { unit: dataset.unit, period: dataset.period });
		});
		area.find(".qd-tick").on("click", ({ currentTarget: { dataset } }) => {
			return this.open_report("Milestone", null, dataset.milestone);
		});
	}

	perform(act, opinion = "") {
		return frappe.call({
			method: "qingdan_app.api.documents.perform",
			args: { doctype: "Qingdan Task", name: this.task, act, opinion, seen_state: this.overview.state },
			freeze: true,
			callback: () => {
				qingdan.words_kept.forget(`Qingdan Task/${this.task}/${act}`);
				this.reload();
			},
			error: () => this.reload(),
		});
	}
};

qingdan.overview_of = (task) => frappe.xcall("qingdan_app.api.tasks.get_overview", { task });

// Ask for what an act needs, as the server shows it: an opinion, a confirmation, or nothing.
qingdan.ask_for = ({ words, asks, confirm, kept }, done) => {
	if (asks !== "none") return qingdan.ask_opinion(words, asks === "required", done, kept);
	return confirm ? frappe.confirm(confirm, () => done("")) : done("");
};

// Ask for an opinion and hand it on; Ctrl+Enter confirms. What was typed is kept under `kept` until it is done.
qingdan.ask_opinion = (title, needed, done, kept = "") => {
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
	if (kept) qingdan.words_kept.in_dialog(dialog, "opinion", kept);
};
