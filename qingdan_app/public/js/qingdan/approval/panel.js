// The approval of a document on its form, for every DocType that has flows. Buttons are the choices of the server.

frappe.provide("qingdan.approval");

qingdan.approval.Panel = class Panel {
	constructor(frm) {
		this.frm = frm;
		this.put_away_core_actions();
		this.put_away_submit();
		this.reload_where_open();
	}

	// What is shown belongs to the document as it was when it was asked for.
	refresh() {
		const { name } = this.frm.doc;
		this.clear();
		this.acted = false;
		const asked = this.asked_before ? this.loading : this.ask();
		this.asked_before = false;
		return asked.then((view) => {
			if (asked === this.loading && this.frm.doc.name === name) this.show(view);
		});
	}

	ask() {
		const { doctype, name } = this.frm.doc;
		const method = "qingdan_app.api.approvals.get_panel";
		const asked = this.frm.is_new() ? Promise.resolve({}) : frappe.xcall(method, { doctype, name });
		this.answered = false;
		this.loading = asked.then(({ view, flow }) => {
			Object.assign(this, { flow, answered: true });
			this.decides = Boolean(view?.open || flow);
			return view || null;
		});
		return this.loading;
	}

	clear() {
		this.area?.remove();
		this.area = null;
	}

	show(view) {
		this.view = view;
		this.show_core_buttons();
		// what waits for its approval is not deleted: that would be refused
		if (view?.open) qingdan.put_away_item(this.frm.page, __("Delete"));
		if (!view || view.sendable) this.offer_sending();
		if (!view) return;
		this.area = $(`<div class="qd-approval">${qingdan.approval.view_html(view, !this.frm.fields_dict.overview)}</div>`);
		this.area.prependTo(this.place());
		const offered = view.choices.filter(({ place }) => place !== "looking");
		offered.forEach((choice) => this.offer(choice));
		this.offer_on_phone(offered);
		view.choices.filter((choice) => !offered.includes(choice)).forEach((choice) => this.do_by_looking(choice));
		this.offer_next();
	}

	// At the head of the form; on forms with tabs, of the first one.
	place() {
		const { tabs, page, wrapper } = this.frm.layout;
		return tabs?.length ? tabs[0].wrapper : page || wrapper;
	}

	// A document that no request decides on yet, where a flow is meant for it.
	offer_sending() {
		if (!this.frm.perm[0]?.write || !this.flow) return;
		this.frm.add_custom_button(__("Send to Approval"), () => this.send());
	}

	// What a flow decides is not submitted by hand: the button would be refused. It is shown again where no flow is meant
	// for the document.
	put_away_submit() {
		const { toolbar } = this.frm;
		if (!toolbar?.can_submit) return;
		const can_submit = toolbar.can_submit.bind(toolbar);
		const guarded = () =>
			(frappe.boot.qingdan_approvals[this.frm.doctype] || []).some(({ guard }) => guard === "Submission");
		toolbar.can_submit = () => (this.decides || (guarded() && !this.answered) ? false : can_submit());
	}

	show_core_buttons() {
		if (!this.decides && !this.frm.is_dirty() && this.frm.toolbar.can_submit?.()) this.frm.toolbar.set_primary_action();
	}

	async send() {
		if (this.frm.is_dirty()) await this.frm.save();
		const { doctype, name } = this.frm.doc;
		return frappe.call({
			method: "qingdan_app.api.approvals.send",
			args: { doctype, name },
			freeze: true,
			callback: () => this.frm.reload_doc(),
		});
	}

	offer(choice) {
		const take = () => this.take(choice);
		const { words, place } = choice;
		if (place === "primary" && !this.frm.is_dirty()) this.frm.page.set_primary_action(words, take);
		else if (place === "button") this.frm.add_custom_button(words, take);
		else this.frm.add_custom_button(words, take, __("More Acts"));
	}

	// Core puts a form's buttons into a menu on a phone; whoever decides there sees them at once.
	offer_on_phone(choices) {
		const row = $(`<div class="qd-approval-acts"></div>`).appendTo(this.area);
		choices.forEach((choice) => {
			const style = choice.place === "primary" ? "btn-primary" : "btn-default";
			$(`<button class="btn btn-sm ${style}">${qingdan.escape(choice.words)}</button>`)
				.on("click", () => this.take(choice))
				.appendTo(row);
		});
	}

	take(choice) {
		const done = (answer, made) => this.after(answer, made);
		return new qingdan.approval.ActDialog({ view: this.view, choice, done });
	}

	// What opening the form does: a copy is read then.
	do_by_looking({ verb }) {
		const args = { request: this.view.request, verb };
		return frappe.xcall("qingdan_app.api.approvals.act", args);
	}

	async after(answer, choice) {
		this.acted = true;
		if (answer) qingdan.approval.tell_done(this.frm.doc.name, choice.words);
		const next = answer && choice.moves_on && (await qingdan.approval.next_after(this.view.request));
		if (await this.may_still_read()) await this.frm.reload_doc();
		else if (!next) return frappe.set_route("qingdan-inbox");
		if (next) return frappe.set_route("Form", next.doctype, next.name);
	}

	// Reading was granted for one's turn only.
	async may_still_read() {
		const { doctype, name: docname } = this.frm.doc;
		const args = { doctype, docname, perm_type: "read" };
		return (await frappe.xcall("frappe.client.has_permission", args)).has_permission;
	}

	// Realtime tells of one's own act too, and core loads the document anew a second later: whose reading ended with the act,
	// and who has gone on, would be refused over the next page.
	reload_where_open() {
		const { frm } = this;
		frm.debounced_reload_doc = frappe.utils.debounce(async () => {
			const [view, doctype, name] = frappe.get_route();
			const open = view === "Form" && doctype === frm.doctype && name === frm.docname;
			if (open && (!this.acted || (await this.may_still_read()))) frm.reload_doc();
			else if (!open && !frm.is_dirty()) frappe.model.remove_from_locals(frm.doctype, frm.docname);
		}, 1000);
	}

	async offer_next() {
		const next = await qingdan.approval.next_after(this.view.request);
		if (next) this.frm.add_custom_button(__("Next Item"), () => qingdan.approval.open_next(this.view.request));
	}

	// While a request decides, the Workflow's own actions would be refused: they are not shown. Core asks for them
	// first in a refresh, so the request is read then.
	put_away_core_actions() {
		const states = this.frm.states;
		if (!states?.show_actions) return;
		const show = states.show_actions.bind(states);
		states.show_actions = async () => {
			this.asked_before = true;
			const view = await this.ask();
			if ((!view || view.by_workflow) && !this.flow) show();
		};
	}
};

qingdan.approval.next_after = (after) => frappe.xcall("qingdan_app.api.approvals.get_next", { after });

// Open what waits next for oneself, or say that nothing does.
qingdan.approval.open_next = async (after) => {
	const next = await qingdan.approval.next_after(after);
	if (next) return frappe.set_route("Form", next.doctype, next.name);
	frappe.show_alert({ message: __("Nothing else waits for your decision."), indicator: "green" });
};

// All forms, those of DocTypes made in Desk too: the boot names the DocTypes that have flows.
$(document).on("form-load form-refresh", ({ type }, frm) => {
	if (!frappe.boot.qingdan_approvals?.[frm.doctype]) return;
	frm.qd_approval = frm.qd_approval || new qingdan.approval.Panel(frm);
	if (type === "form-refresh") frm.qd_approval.refresh();
});
