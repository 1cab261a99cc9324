// A progress report in two minutes: for the month, or on completion.

frappe.provide("qingdan");

const MONTHS = 6;

qingdan.ReportDialog = class ReportDialog {
	// `form` is what `tasks.prefill` answers for this kind; `done` is called after filing.
	constructor({ task, kind, form, done }) {
		Object.assign(this, { task, kind, form, done });
		this.completion = kind === "Completion";
		this.make();
	}

	make() {
		this.dialog = new frappe.ui.Dialog({
			title: this.completion ? __("Completion Report") : __("Progress Report"),
			fields: this.fields(),
			primary_action_label: this.completion ? __("Send to Review") : __("File Report"),
			primary_action: (values) => this.file(values),
			size: "large",
		});
		this.dialog.$wrapper.addClass("qd-report-dialog");
		this.dialog.show();
		this.dialog.set_values({ ...this.form.values, unit: this.form.unit, period: this.form.period });
		this.uploads = new qingdan.Uploads(this.dialog.fields_dict.evidence.$wrapper, this.form.evidence);
		if (!this.completion) this.make_slider();
	}

	fields() {
		return [
			{ fieldtype: "HTML", fieldname: "notes", options: this.notes_html() },
			this.unit_field(),
			...(this.completion ? [] : this.month_fields()),
			{ fieldtype: "Section Break" },
			{ fieldtype: "Text", fieldname: "done", label: __("What Was Done"), reqd: 1 },
			{ fieldtype: "Small Text", fieldname: "figures", label: __("Figures") },
			...(this.completion ? [] : this.outlook_fields()),
			{ fieldtype: "Section Break", label: this.completion ? __("Evidence (required)") : __("Evidence") },
			{ fieldtype: "HTML", fieldname: "evidence" },
		];
	}

	unit_field() {
		const one = this.form.units.length < 2;
		return { fieldtype: "Select", fieldname: "unit", label: __("Unit"), options: this.form.units, hidden: one, reqd: 1 };
	}

	month_fields() {
		const months = Array.from({ length: MONTHS }, (_, back) => this.month_before(back));
		return [
			{ fieldtype: "Select", fieldname: "period", label: __("Month"), options: months, reqd: 1 },
			{ fieldtype: "Column Break" },
			{ fieldtype: "Int", fieldname: "percent", label: __("Progress in percent"), reqd: 1, onchange: () => this.show_percent() },
			{ fieldtype: "HTML", fieldname: "slider" },
			{ fieldtype: "Small Text", fieldname: "percent_reason", label: __("Why It Fell"), hidden: 1 },
		];
	}

	outlook_fields() {
		return [
			{ fieldtype: "Small Text", fieldname: "problems", label: __("Problems That Need Coordination") },
			{ fieldtype: "Small Text", fieldname: "next_steps", label: __("Next Steps") },
		];
	}

	month_before(back) {
		const value = frappe.datetime.add_months(`${this.form.period}-01`, -back).slice(0, 7);
		return { value, label: qingdan.month(value) };
	}

	notes_html() {
		const { opinion, last } = this.form;
		const returned = opinion ? `<div class="qd-returned"><b>${__("Returned")}</b> ${qingdan.lines(opinion)}</div>` : "";
		const before = last ? [last.done, last.next_steps && __("Next: {0}", [last.next_steps])] : [];
		const words = before.filter(Boolean).map(qingdan.lines).join("<br>");
		const head = last ? __("Last report ({0}, {1}%)", [qingdan.month(last.period), Math.round(last.percent)]) : "";
		return returned + (last ? `<details class="qd-last"><summary>${head}</summary>${words}</details>` : "");
	}

	make_slider() {
		const slider = $(`<input type="range" min="0" max="100" step="5" class="qd-slider" aria-label="${__("Progress in percent")}">`);
		this.slider = slider.appendTo(this.dialog.fields_dict.slider.$wrapper.empty());
		slider.on("input", () => this.dialog.set_value("percent", Number(slider.val())));
		this.show_percent();
	}

	show_percent() {
		const percent = this.dialog.get_value("percent");
		this.slider?.val(percent);
		this.dialog.set_df_property("percent_reason", "hidden", percent < (this.form.last?.percent || 0) ? 0 : 1);
	}

	file(values) {
		if (this.uploads.running) return frappe.show_alert(__("Wait until the files are uploaded."));
		const { notes, slider, evidence, ...words } = values;
		return frappe.call({
			method: "qingdan_app.tasks.api.file_report",
			args: { ...words, task: this.task, kind: this.kind, evidence: this.uploads.files },
			freeze: true,
			callback: ({ message }) => this.finish(message),
		});
	}

	finish(answer) {
		this.dialog.hide();
		const word = this.completion ? __("{0} is in review now.", [this.task]) : __("{0} is filed.", [answer.name]);
		frappe.show_alert({ message: word, indicator: "green" });
		this.done();
	}
};
