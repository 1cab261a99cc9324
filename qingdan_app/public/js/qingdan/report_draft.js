// A report that is being written is kept as the unit's draft by itself: a moment after the last key, and at once when
// its dialog is closed or the page is put away. Whoever comes back to it, on whatever device, finds it as it was.

frappe.provide("qingdan");

const MOMENT = 1200;

qingdan.ReportDraft = class ReportDraft {
	// `report` is the dialog that is written in.
	constructor(report) {
		this.report = report;
		this.saving = Promise.resolve();
		this.wrapper = report.dialog.$wrapper;
		this.note = $(`<span class="qd-kept text-muted" role="status"></span>`).prependTo(report.dialog.standard_actions);
		this.wrapper.on("input", "textarea, input:not([type=file])", () => this.touch());
		this.wrapper.on("hide.bs.modal", () => this.close());
		this.leave = () => document.visibilityState === "hidden" && this.keep();
		document.addEventListener("visibilitychange", this.leave);
		this.begin();
	}

	begin() {
		this.on = true;
	}

	// Something was written; what core itself enters into the fields comes before there is a reader's hand.
	touch() {
		if (!this.on) return;
		this.changed = true;
		this.note.text("");
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.keep(), MOMENT);
	}

	// One save after the other; answers when all that was written is kept.
	keep() {
		clearTimeout(this.timer);
		if (!this.changed || !this.on) return this.saving;
		this.changed = false;
		const written = this.report.written();
		this.saving = this.saving.then(() => this.send(written));
		return this.saving;
	}

	async send(written) {
		const headers = { "Content-Type": "application/json", Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token };
		const request = { method: "POST", headers, body: JSON.stringify(written), keepalive: true };
		const answer = await fetch("/api/method/qingdan_app.api.reports.keep_draft", request).catch(() => ({ ok: false }));
		this.kept = this.kept || answer.ok;
		this.note.text(answer.ok ? __("Draft kept") : __("Not kept as a draft yet"));
	}

	// What is being filed is no draft any more.
	stop() {
		clearTimeout(this.timer);
		this.on = false;
		return this.saving;
	}

	close() {
		document.removeEventListener("visibilitychange", this.leave);
		if (this.report.filed) return;
		qingdan.ReportDialog.kept = this.keep().then(() => this.tell());
	}

	tell() {
		if (!this.kept) return;
		frappe.show_alert({ message: __("What you wrote is kept as a draft."), indicator: "blue" });
		this.report.done();
	}
};
