// The inbox of one person: four boxes with counts, worked through by mouse, keyboard or thumb.

frappe.provide("qingdan.approval");

const BOXES = () => [
	["todo", __("My To-Do")],
	["done", __("Done by Me")],
	["sent", __("Sent by Me")],
	["copied", __("Copied to Me")],
];
const PAGE_LENGTH = 50;
const API = "qingdan_app.api.approvals";

qingdan.approval.Inbox = class Inbox {
	constructor(page) {
		Object.assign(this, { page, box: "todo", start: 0, rows: [], at: 0 });
		this.body = $(`<div class="qd-inbox">
			<ul class="nav nav-tabs"></ul><div class="qd-inbox-hint text-muted hidden-xs"></div>
			<div class="qd-inbox-rows" role="listbox"></div><div class="qd-inbox-more text-center"></div>
		</div>`).appendTo(page.main);
		this.make_actions();
		this.bind();
	}

	make_actions() {
		this.page.set_secondary_action(__("Refresh"), () => this.load(), "refresh");
		this.page.add_menu_item(__("Stand-Ins"), () => frappe.set_route("List", "Qingdan Approval Delegation"));
		if (frappe.model.can_write("Qingdan Approval Flow")) {
			this.page.add_menu_item(__("Hand Over Open Turns"), () => qingdan.approval.show_handover());
		}
	}

	bind() {
		this.body.on("click", ".nav-link", (event) => {
			event.preventDefault();
			frappe.set_route("qingdan-inbox", $(event.currentTarget).data("box"));
		});
		this.body.on("click", ".qd-inbox-row", (event) => this.clicked(event));
		this.body.on("change", "input[type=checkbox]", () => this.show_bulk());
		this.body.on("click", ".qd-inbox-more button", () => this.load(this.rows.length));
		$(document).on("keydown", (event) => this.pressed(event));
	}

	// The approval of a document whose form one may not open any more, or of which one has a copy.
	async show_request(name) {
		this.box = "request";
		this.asked = {};
		const view = await frappe.xcall(`${API}.get_view`, { request: name });
		this.body.find(".qd-inbox-hint, .qd-inbox-more").hide();
		this.body.find(".nav-link").removeClass("active");
		this.body.find(".qd-inbox-rows").html(qingdan.approval.past_html(view));
		this.show_bulk();
		view.choices
			.filter(({ place }) => place === "looking")
			.forEach(({ verb }) => frappe.xcall(`${API}.act`, { request: name, verb }));
	}

	show_box(box) {
		this.box = BOXES().some(([name]) => name === box) ? box : "todo";
		return this.load();
	}

	async load(start = 0) {
		const asked = (this.asked = { box: this.box, start });
		const answer = await frappe.xcall(`${API}.get_inbox`, { ...asked, page_length: PAGE_LENGTH });
		if (asked !== this.asked) return;
		this.rows = start ? [...this.rows, ...answer.rows] : answer.rows;
		this.at = Math.min(this.at, Math.max(this.rows.length - 1, 0));
		this.show(answer);
	}

	show({ counts, total, acts }) {
		this.body.find(".qd-inbox-more").show();
		this.offer(acts);
		const tabs = BOXES().map(([box, label]) => this.tab_html(box, label, counts[box]));
		this.body.find(".nav-tabs").html(tabs.join(""));
		const rows = this.rows.map((row, index) => qingdan.approval.row_html(row, index, this.box, acts));
		const nothing = `<p class="text-muted text-center qd-inbox-empty">${__("Nothing here.")}</p>`;
		this.body.find(".qd-inbox-rows").html(rows.join("") || nothing);
		const more = total > this.rows.length ? `<button class="btn btn-default btn-sm">${__("More")}</button>` : "";
		this.body.find(".qd-inbox-more").html(more);
		this.body.find(".qd-inbox-hint").toggle(this.box === "todo");
		this.move_to(this.at);
		this.show_bulk();
	}

	// What a line offers, by key, by button or for many at once: rows of the server's table of verbs.
	offer(acts) {
		if (this.acts) return;
		this.acts = acts;
		const keys = acts.map(({ key, words }) => `${key}: ${words}`).join(" · ");
		this.body.find(".qd-inbox-hint").text(__("j / k: move · Enter: open · x: select · {0}", [keys]));
		acts.filter(({ bulk }) => bulk).forEach((act) => {
			this.page.add_action_item(__("{0} the Selected", [act.words]), () => this.act_on_selected(act));
		});
		this.show_bulk();
	}

	tab_html(box, label, count) {
		const active = box === this.box ? "active" : "";
		return `<li class="nav-item"><a href="#" class="nav-link ${active}" data-box="${box}">${label} <b>${count}</b></a></li>`;
	}

	clicked(event) {
		if ($(event.target).is("input, label, button")) return this.clicked_control(event);
		this.move_to($(event.currentTarget).data("index"));
		this.open();
	}

	clicked_control(event) {
		const button = $(event.target).closest("button");
		if (!button.length) return;
		this.move_to($(event.currentTarget).data("index"));
		this.decide(button.data("verb"));
	}

	pressed(event) {
		const elsewhere = !this.body.is(":visible") || $(".modal.show").length || event.ctrlKey || event.altKey || event.metaKey;
		if (elsewhere || $(event.target).is("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
		const acts = {
			j: () => this.move_to(this.at + 1),
			k: () => this.move_to(this.at - 1),
			Enter: () => this.open(),
			x: () => this.select(),
			...Object.fromEntries((this.acts || []).map(({ key, verb }) => [key, () => this.decide(verb)])),
		};
		if (!acts[event.key] || (event.key === "Enter" && $(event.target).is("a, button"))) return;
		event.preventDefault();
		acts[event.key]();
	}

	move_to(index) {
		this.at = Math.min(Math.max(index, 0), Math.max(this.rows.length - 1, 0));
		const rows = this.body.find(".qd-inbox-row").removeClass("current").attr("aria-selected", "false");
		const row = rows.eq(this.at).addClass("current").attr("aria-selected", "true");
		row[0]?.scrollIntoView({ block: "nearest" });
	}

	open() {
		const row = this.rows[this.at];
		if (!row) return;
		if (row.opens) frappe.set_route("Form", row.reference_doctype, row.reference_name);
		else frappe.set_route("qingdan-inbox", "request", row.request);
	}

	select() {
		const box = this.body.find(".qd-inbox-row").eq(this.at).find("input[type=checkbox]");
		box.prop("checked", !box.prop("checked"));
		this.show_bulk();
	}

	// The dialog asks for what this step needs: the choices come from the server, as on the form.
	async decide(verb) {
		const row = this.rows[this.at];
		if (!row || this.box !== "todo") return;
		const { reference_doctype: doctype, reference_name: name } = row;
		const view = await frappe.xcall(`${API}.get_request`, { doctype, name });
		const choice = view?.choices.find((each) => each.verb === verb && each.turn === row.turn);
		if (!choice) return frappe.show_alert({ message: __("This is decided on its form."), indicator: "orange" });
		const done = (answer) => this.decided(answer, row, choice);
		return new qingdan.approval.ActDialog({ view, choice, done });
	}

	decided(answer, row, choice) {
		const message = `${qingdan.escape(row.reference_name)}: ${qingdan.escape(choice.words)}`;
		if (answer) frappe.show_alert({ message, indicator: "green" });
		return this.load();
	}

	selected() {
		const checked = this.body.find("input[type=checkbox]:checked").toArray();
		return checked.map((input) => this.rows[$(input).closest(".qd-inbox-row").data("index")]);
	}

	show_bulk() {
		const count = this.box === "todo" ? this.selected().length : 0;
		if (count) this.page.actions_btn_group.removeClass("hide");
		else this.page.actions_btn_group.addClass("hide");
	}

	act_on_selected(act) {
		const rows = this.selected();
		if (rows.length) new qingdan.approval.BulkDialog(act, rows, () => this.load());
	}
};
