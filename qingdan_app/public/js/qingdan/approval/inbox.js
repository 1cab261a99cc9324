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
		this.filters = new qingdan.approval.InboxFilters(page, () => this.load());
		this.body = $(`<div class="qd-inbox">
			<ul class="nav nav-tabs"></ul><div class="qd-inbox-hint text-muted hidden-xs"></div>
			<div class="qd-inbox-bulk">
				<label><input type="checkbox" class="qd-select-all"> ${__("Select All")}</label>
				<span class="qd-selected text-muted" aria-live="polite"></span><span class="qd-bulk-acts"></span>
			</div>
			<div class="qd-inbox-rows"></div><div class="qd-inbox-more text-center"></div>
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
		this.body.on("change", ".qd-inbox-rows input[type=checkbox]", () => this.show_bulk());
		this.body.on("change", ".qd-select-all", ({ currentTarget }) => this.select_all(currentTarget.checked));
		this.body.on("click", ".qd-bulk-acts button", ({ currentTarget }) => this.act_on_selected($(currentTarget).data("verb")));
		this.body.on("click", ".qd-inbox-more button", () => this.load(this.rows.length));
		this.body.on("click", ".qd-clear-filters", () => this.filters.clear());
		$(document).on("keydown", (event) => this.pressed(event));
	}

	// An approval is read here: what waits, the approval of a document whose form does not open any more, and a copy.
	show_request(name) {
		this.box = "request";
		this.asked = {};
		this.filters.show_for(this.box);
		this.body.find(".nav-tabs, .qd-inbox-hint, .qd-inbox-more, .qd-inbox-bulk").hide();
		const parent = this.body.find(".qd-inbox-rows").empty();
		this.reading = new qingdan.approval.Reading({ parent, request: name, done: (next) => this.go_on(next) });
		return this.reading.show();
	}

	go_on(next) {
		if (next) return frappe.set_route("qingdan-inbox", "request", next.request);
		frappe.show_alert({ message: __("Nothing else waits for your decision."), indicator: "green" });
		return frappe.set_route("qingdan-inbox", "todo");
	}

	show_box(box) {
		this.box = BOXES().some(([name]) => name === box) ? box : "todo";
		return this.load();
	}

	async load(start = 0) {
		const { box } = this;
		const asked = (this.asked = { box, start });
		if (box === "todo" && !start) await this.filters.refresh();
		if (asked !== this.asked) return;
		this.filters.show_for(box);
		const filters = JSON.stringify(this.filters.values(box));
		const answer = await frappe.xcall(`${API}.get_inbox`, { ...asked, filters, page_length: PAGE_LENGTH });
		if (asked !== this.asked) return;
		this.rows = start ? [...this.rows, ...answer.rows] : answer.rows;
		this.at = Math.min(this.at, Math.max(this.rows.length - 1, 0));
		this.show(answer);
	}

	show({ counts, total, acts }) {
		this.body.find(".nav-tabs, .qd-inbox-more").show();
		this.offer(acts);
		const tabs = BOXES().map(([box, label]) => this.tab_html(box, label, counts[box]));
		this.body.find(".nav-tabs").html(tabs.join(""));
		const rows = this.rows.map((row, index) => qingdan.approval.row_html(row, index, this.box, acts));
		this.body.find(".qd-inbox-rows").html(rows.join("") || this.nothing_html());
		const more = total > this.rows.length ? `<button class="btn btn-default btn-sm">${this.more_words(total)}</button>` : "";
		this.body.find(".qd-inbox-more").html(more);
		this.body.find(".qd-inbox-hint").toggle(this.box === "todo");
		this.move_to(this.at);
		this.show_bulk();
	}

	nothing_html() {
		const filtered = Object.keys(this.filters.values(this.box)).length;
		const words = filtered ? __("Nothing matches what you look for.") : __("Nothing here.");
		const clear = `<button class="btn btn-default btn-sm qd-clear-filters">${__("Clear Filters")}</button>`;
		return `<div class="text-muted text-center qd-inbox-empty"><p>${words}</p>${filtered ? clear : ""}</div>`;
	}

	more_words(total) {
		return __("Show more ({0} of {1} shown)", [this.rows.length, total]);
	}

	// What a line offers, by key, by button or for many at once: rows of the server's table of verbs.
	offer(acts) {
		if (this.acts) return;
		this.acts = acts;
		const keys = acts.map(({ key, words }) => `${key}: ${words}`).join(" · ");
		this.body.find(".qd-inbox-hint").text(__("j / k: move · Enter: open · x: select · {0}", [keys]));
		const buttons = acts.filter(({ bulk }) => bulk).map(
			({ verb, words, place }) => `<button class="btn btn-sm ${place === "primary" ? "btn-primary" : "btn-default"}"
				data-verb="${verb}">${qingdan.escape(__("{0} the Selected", [words]))}</button>`,
		);
		this.body.find(".qd-bulk-acts").html(buttons.join(""));
	}

	tab_html(box, label, count) {
		const active = box === this.box ? "active" : "";
		return `<li class="nav-item"><a href="#" class="nav-link ${active}" data-box="${box}">${label} <b>${count}</b></a></li>`;
	}

	clicked(event) {
		if ($(event.target).is("input, label, button")) return this.clicked_control(event);
		if ($(event.target).closest("a").length && (event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
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
		const rows = this.body.find(".qd-inbox-row").removeClass("current").removeAttr("aria-current");
		const row = rows.eq(this.at).addClass("current").attr("aria-current", "true");
		row[0]?.scrollIntoView({ block: "nearest" });
	}

	open() {
		const row = this.rows[this.at];
		if (!row) return;
		if (this.box !== "todo" && row.opens) frappe.set_route("Form", row.reference_doctype, row.reference_name);
		else frappe.set_route("qingdan-inbox", "request", row.request);
	}

	select() {
		const box = this.body.find(".qd-inbox-row").eq(this.at).find("input[type=checkbox]");
		box.prop("checked", !box.prop("checked"));
		this.show_bulk();
	}

	// The dialog asks for what this step needs: the choices come from the server, as on the form.
	async decide(verb) {
		if (this.box === "request") return this.reading.decide(verb);
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
		if (answer) qingdan.approval.tell_done(row.reference_name, choice.words);
		return this.load();
	}

	selected() {
		const checked = this.body.find(".qd-inbox-row input[type=checkbox]:checked").toArray();
		return checked.map((input) => this.rows[$(input).closest(".qd-inbox-row").data("index")]);
	}

	// Those that can be decided from here; a correction or a question is answered where it is read.
	select_all(checked) {
		this.body.find(".qd-inbox-row input[type=checkbox]").prop("checked", checked);
		this.show_bulk();
	}

	show_bulk() {
		const { length } = this.body.find(".qd-inbox-row input[type=checkbox]");
		const count = this.box === "todo" ? this.selected().length : 0;
		this.body.find(".qd-inbox-bulk").toggle(this.box === "todo" && length > 0);
		this.body.find(".qd-selected").text(count ? __("{0} selected", [count]) : "");
		this.body.find(".qd-bulk-acts").toggle(count > 0);
		this.body.find(".qd-select-all").prop("checked", count > 0 && count === length);
	}

	act_on_selected(verb) {
		const rows = this.selected();
		const act = this.acts.find((each) => each.verb === verb);
		if (rows.length) new qingdan.approval.BulkDialog(act, rows, () => this.load());
	}
};
