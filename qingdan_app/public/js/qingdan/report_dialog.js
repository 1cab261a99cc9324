// A progress report in two minutes: for the month, or on completion.

frappe.provide("qingdan");

const WORDS = ["percent_reason", "done", "figures", "problems", "next_steps"];

qingdan.ReportDialog = class ReportDialog {
	// `form` is what `tasks.prefill` answers for this kind; `tick` is a milestone to begin with; `drafting`: somebody else of the
	// unit files it; `done` is called after.
	constructor({ task, kind, form, tick, drafting, done }) {
		Object.assign(this, { task, kind, form, tick, drafting, done });
		this.completion = kind === "Completion";
		this.monthly = kind === "Period";
		this.make();
	}

	make() {
		this.dialog = new frappe.ui.Dialog({
			title: this.title(),
			fields: this.fields(),
			primary_action_label: this.action_label(),
			primary_action: () => (this.drafting ? this.hand_in() : this.file()),
			size: "large",
		});
		this.dialog.$wrapper.addClass("qd-report-dialog");
		this.dialog.show();
		this.draft = new qingdan.ReportDraft(this);
		this.show_files(this.form.evidence);
		this.show_milestones(this.form);
		this.show_targets(this.form);
		this.dialog.set_values(this.form.values);
		if (!this.monthly) return this.dialog.set_value("unit", this.form.unit);
		this.show_month();
		["unit", "period"].forEach((name) => this.reload_on_change(name));
	}

	title() {
		const titles = { Completion: __("Completion Report"), Milestone: __("Milestone Report") };
		return titles[this.kind] || __("Progress Report");
	}

	show_month() {
		this.shown = { unit: this.form.unit, period: this.form.period };
		this.dialog.set_df_property("period", "options", this.months());
		this.dialog.set_values(this.shown);
		this.dialog.fields_dict.notes.$wrapper.html(this.notes_html());
		this.dialog.set_df_property("compose", "hidden", !this.form.composes);
		this.make_percent();
	}

	// Another unit or month has a draft, a last percentage and months to report of its own.
	reload_on_change(name) {
		this.dialog.fields_dict[name].df.onchange = async () => {
			await this.draft.keep();
			const { unit, period } = this.dialog.get_values(true);
			if (!unit || !period || (unit === this.shown.unit && period === this.shown.period)) return;
			const months = this.form.months[unit];
			const wanted = { unit, period: months.includes(period) ? period : months[0] };
			this.shown = wanted;
			const args = { task: this.task, ...wanted };
			const form = await frappe.xcall("qingdan_app.api.reports.get_form", args);
			this.form = { ...this.form, ...form };
			if (form.values.done !== undefined) this.take_up(form);
			else this.show_milestones({ ...form, values: { milestones: this.ticks.ticked.join("\n") } });
			this.show_month();
		};
	}

	// There is a draft of that month: its words and files, instead of what stands in the dialog.
	take_up(form) {
		this.dialog.set_values(Object.fromEntries(WORDS.map((word) => [word, form.values[word] || ""])));
		this.show_files(form.evidence);
		this.show_milestones(form);
		this.show_targets(form);
	}

	show_targets({ targets }) {
		this.figures = new qingdan.TargetFigures(this.dialog.fields_dict.targets.$wrapper, targets);
	}

	show_milestones({ milestones, values }) {
		const ticked = [...(values.milestones || "").split("\n"), this.tick];
		const area = this.dialog.fields_dict.milestones.$wrapper;
		this.ticks = new qingdan.MilestoneTicks({ area, rows: milestones, ticked, changed: () => this.draft.touch() });
	}

	show_files(files) {
		const area = this.dialog.fields_dict.evidence.$wrapper;
		this.uploads = new qingdan.Uploads(area, files, () => this.draft.touch());
	}

	months() {
		return this.form.months[this.form.unit].map((value) => ({ value, label: qingdan.period(value) }));
	}

	fields() {
		return [
			{ fieldtype: "HTML", fieldname: "notes", options: this.notes_html() },
			this.unit_field(),
			...(this.monthly ? this.month_fields() : []),
			...this.milestone_fields(),
			{ fieldtype: "Section Break" },
			this.compose_field(),
			{ fieldtype: "Text", fieldname: "done", label: __("What Was Done"), reqd: 1 },
			...this.target_fields(),
			{ fieldtype: "Small Text", fieldname: "figures", label: __("Figures") },
			...(this.monthly ? this.outlook_fields() : []),
			{ fieldtype: "Section Break", label: this.monthly ? __("Evidence") : __("Evidence (required)") },
			{ fieldtype: "HTML", fieldname: "evidence" },
		];
	}

	// The lead unit begins with what its cooperating units have reported.
	compose_field() {
		const label = __("Put the Cooperating Units' Parts Together");
		return { fieldtype: "Button", fieldname: "compose", label, hidden: !this.form.composes, click: () => this.compose() };
	}

	// The parts come under what stands there already; nothing that was written is lost.
	async compose() {
		const { unit, period } = this.completion ? this.form : this.shown;
		const { words, units, missing } = await frappe.xcall("qingdan_app.api.reports.get_composed", { task: this.task, unit, period });
		Object.entries(words).forEach(([name, said]) => this.add_words(name, said));
		this.draft.touch();
		const told = __("{0} parts put together, {1} missing", [units.length, missing.length]);
		frappe.show_alert({ message: told, indicator: missing.length ? "orange" : "green" });
	}

	add_words(name, said) {
		const field = this.dialog.fields_dict[name];
		const there = (field?.get_value() || "").trim();
		if (!field || !said || there.includes(said)) return;
		field.set_value(there ? `${there}\n${said}` : said);
	}

	// Nothing to tick is no heading either.
	milestone_fields() {
		const none = !this.form.milestones.length;
		return [
			{ fieldtype: "Section Break", label: __("Milestones Reached"), hidden: none },
			{ fieldtype: "HTML", fieldname: "milestones" },
		];
	}

	target_fields() {
		return [{ fieldtype: "HTML", fieldname: "targets", label: __("Figures of Targets"), hidden: !this.form.targets.length }];
	}

	unit_field() {
		const one = this.form.units.length < 2;
		return { fieldtype: "Select", fieldname: "unit", label: __("Unit"), options: this.form.units, hidden: one, reqd: 1 };
	}

	month_fields() {
		return [
			{ fieldtype: "Select", fieldname: "period", label: __("Report Period"), options: this.months(), reqd: 1 },
			{ fieldtype: "Column Break" },
			{ fieldtype: "HTML", fieldname: "percent_area" },
			{ fieldtype: "Small Text", fieldname: "percent_reason", label: __("Why It Fell") },
		];
	}

	outlook_fields() {
		return [
			{ fieldtype: "Small Text", fieldname: "problems", label: __("Problems That Need Coordination"), onchange: () => this.dialog?.refresh_dependency() },
			...(this.drafting ? [] : [qingdan.addressee_field()]),
			{ fieldtype: "Small Text", fieldname: "next_steps", label: __("Next Steps") },
		];
	}

	notes_html() {
		const { returned: back, last } = this.form;
		const returned = back ? `<div class="qd-returned">${qingdan.lines(back)}</div>` : "";
		const before = last ? [last.done, last.next_steps && __("Next: {0}", [last.next_steps])] : [];
		const words = before.filter(Boolean).map(qingdan.lines).join("<br>");
		const head = last ? __("Last report ({0}, {1}%)", [qingdan.period(last.period), Math.round(last.percent)]) : "";
		return returned + (last ? `<details class="qd-last"><summary>${head}</summary>${words}</details>` : "");
	}

	// One number, to slide or to write; core's number field selects whatever has the focus a moment later.
	make_percent() {
		const label = __("Progress in percent");
		const area = this.dialog.fields_dict.percent_area.$wrapper.html(`
			<div class="form-group" data-fieldname="percent"><label class="control-label">${label}</label>
			<div class="qd-percent">
				<input type="range" min="0" max="100" step="5" aria-label="${label}">
				<input type="number" min="0" max="100" inputmode="numeric" class="form-control" aria-label="${label}">
			</div>${this.by_parts_html()}</div>`);
		this.percent_inputs = area.find("input");
		this.percent_inputs.on("input", ({ target }) => this.set_percent(target.value));
		this.set_percent(this.form.values.percent || 0);
	}

	// What the unit's sub-items come to, beside what is reported: the unit says what it says.
	by_parts_html() {
		const parts = this.form.by_parts;
		return parts ? `<p class="help-box small text-muted">${__("{0}% by {1} sub-items", [parts.percent, parts.items])}</p>` : "";
	}

	set_percent(percent) {
		this.percent = Number(percent);
		this.percent_inputs.val(percent);
		const fell = this.percent < (this.form.last?.percent || 0);
		this.dialog.fields_dict.percent_reason.$wrapper.toggle(fell);
	}

	action_label() {
		if (this.drafting) return __("Give to the Liaison");
		return this.completion ? __("Send to Review") : __("File Report");
	}

	// The unit's liaison is told that there is a draft to read and to file.
	async hand_in() {
		if (this.uploads.running) return frappe.show_alert(__("Wait until the files are uploaded."));
		await this.draft.stop();
		return frappe.call({
			method: "qingdan_app.api.reports.keep_draft",
			args: { ...this.written(), ...this.chosen(), ready: 1 },
			freeze: true,
			callback: () => this.handed_in(),
			error: () => this.draft.begin(),
		});
	}

	handed_in() {
		this.filed = true;
		this.dialog.hide();
		frappe.show_alert({ message: __("The liaison is told that your draft is ready."), indicator: "green" });
		this.done();
	}

	async file() {
		if (this.uploads.running) return frappe.show_alert(__("Wait until the files are uploaded."));
		await this.draft.stop();
		return frappe.call({
			method: "qingdan_app.api.reports.file_report",
			args: { ...this.written(), ...this.chosen() },
			freeze: true,
			callback: ({ message }) => this.finish(message),
			error: () => this.draft.begin(),
		});
	}

	// The unit and the month as they are chosen now; a draft is kept for those that are shown.
	chosen() {
		const { unit, period } = this.dialog.get_values(true);
		return this.monthly ? { unit, period } : { unit };
	}

	// What stands in the dialog, as the server takes it.
	written() {
		const words = Object.fromEntries(WORDS.map((word) => [word, this.dialog.fields_dict[word]?.get_value() || ""]));
		const { unit, period } = this.monthly ? this.shown : this.form;
		const percent = this.completion ? 100 : this.percent || 0;
		const more = { evidence: this.uploads.files, milestones: this.ticks.ticked, target_figures: this.figures.said };
		return { ...words, ...more, unit, period, percent, task: this.task, kind: this.kind };
	}

	async finish(answer) {
		this.filed = true;
		this.dialog.hide();
		const addressee = this.dialog.fields_dict.addressee?.get_value();
		if (addressee) await qingdan.raise_issue({ report: answer.name, addressee });
		const word = this.completion ? __("{0} is in review now.", [this.task]) : __("{0} is filed.", [answer.name]);
		frappe.show_alert({ message: word, indicator: "green" });
		this.done();
	}
};
