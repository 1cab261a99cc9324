// What the inbox is searched and filtered by. By what one may filter is said by the server: only what leaves something out.

frappe.provide("qingdan.approval");

const TYPED = 300;

qingdan.approval.InboxFilters = class InboxFilters {
	constructor(page, changed) {
		Object.assign(this, { page, changed, fields: {} });
		this.page.page_form.addClass("qd-inbox-filters");
		this.text = this.add({ fieldname: "text", fieldtype: "Data", label: __("Search") });
		this.text.$input.on("input", frappe.utils.debounce(() => this.tell(), TYPED));
		this.add_fold();
	}

	add(df) {
		const field = this.page.add_field({ ...df, change: () => this.tell() });
		field.$input.attr("aria-label", df.label);
		this.fields[df.fieldname] = field;
		return field;
	}

	// On a phone there is room for the search alone; the others unfold.
	add_fold() {
		this.fold = $(`<button class="btn btn-default btn-sm visible-xs qd-fold" aria-expanded="false">${__("Filter")}</button>`);
		this.fold.on("click", () => {
			const open = this.page.page_form.toggleClass("unfolded").hasClass("unfolded");
			this.fold.attr("aria-expanded", String(open));
		});
		this.fold.appendTo(this.page.page_form);
	}

	// What waits changes by every decision: what is offered follows, and what is chosen stays while it is offered.
	async refresh() {
		const offered = await frappe.xcall("qingdan_app.api.approvals.get_inbox_filters");
		const known = Object.keys(this.fields).filter((name) => !["text", "late"].includes(name));
		known.filter((name) => !offered.some((each) => each.name === name)).forEach((name) => this.drop(name));
		offered.forEach((each) => this.offer(each));
		if (!this.fields.late) this.offer_late();
	}

	offer({ name, label, options }) {
		const rows = [{ value: "", label }, ...options];
		const field = this.fields[name] || this.add({ fieldname: name, fieldtype: "Select", label, options: rows });
		const chosen = field.get_value();
		field.df.options = rows;
		field.set_options(chosen);
		field.$input.val(options.some(({ value }) => value === chosen) ? chosen : "");
	}

	offer_late() {
		const options = [{ value: "", label: __("Late or not") }, { value: "1", label: __("Late") }];
		this.add({ fieldname: "late", fieldtype: "Select", label: __("Late"), options });
	}

	drop(name) {
		this.fields[name].$wrapper.remove();
		delete this.fields[name];
	}

	// What waits is filtered by all of them; the other boxes are searched.
	show_for(box) {
		Object.entries(this.fields).forEach(([name, field]) => field.$wrapper.toggle(name === "text" || box === "todo"));
		this.fold.toggleClass("hidden", box !== "todo");
		this.page.page_form.toggleClass("hide", box === "request");
	}

	values(box) {
		const names = box === "todo" ? Object.keys(this.fields) : ["text"];
		const found = names.map((name) => [name, this.fields[name].$input.val()]).filter(([, value]) => value);
		return Object.fromEntries(found);
	}

	clear() {
		Object.values(this.fields).forEach((field) => field.$input.val(""));
		this.tell();
	}

	// A field tells of a change when it is left, too.
	tell() {
		const now = JSON.stringify(this.values("todo"));
		if (now === this.told) return;
		this.told = now;
		this.changed();
	}
};
