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
		if (!this.completion) this.make_percent();
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
			{ fieldtype: "HTML", fieldname: "percent_area" },
			{ fieldtype: "Small Text", fieldname: "percent_reason", label: __("Why It Fell") },
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

	// One number, to slide or to write; core's number field selects whatever has the focus a moment later.
	make_percent() {
		const label = __("Progress in percent");
		const area = this.dialog.fields_dict.percent_area.$wrapper.html(`
			<div class="form-group" data-fieldname="percent"><label class="control-label">${label}</label>
			<div class="qd-percent">
				<input type="range" min="0" max="100" step="5" aria-label="${label}">
				<input type="number" min="0" max="100" inputmode="numeric" class="form-control" aria-label="${label}">
			</div></div>`);
		this.percent_inputs = area.find("input");
		this.percent_inputs.on("input", (event) => this.set_percent(event.target.value));
		this.set_percent(this.form.values.percent || 0);
	}

	set_percent(percent) {
		this.percent = Number(percent);
		this.percent_inputs.val(percent);
		const fell = this.percent < (this.form.last?.percent || 0);
		this.dialog.fields_dict.percent_reason.$wrapper.toggle(fell);
	}

	file(values) {
		if (this.uploads.running) return frappe.show_alert(__("Wait until the files are uploaded."));
		const { notes, percent_area, evidence, ...words } = values;
		const percent = this.completion ? 100 : this.percent;
		return frappe.call({
			method: "qingdan_app.api.reports.file_report",
			args: { ...words, percent, task: this.task, kind: this.kind, evidence: this.uploads.files },
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
