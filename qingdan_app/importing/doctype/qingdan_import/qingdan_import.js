// An import: read the file, settle what is unclear, write.

frappe.ui.form.on("Qingdan Import", {
	setup(frm) {
		frm.set_query("unit", "units", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		frm.events.show_preview(frm);
		if (frm.doc.status === "Previewed") qingdan.show_import_review(frm.fields_dict.review.$wrapper, frm);
		frm.events.fix_rows(frm);
		frm.events.leave_years_blank(frm);
		qingdan.offer_paste(frm);
		qingdan.offer_columns(frm);
		if (frm.is_new()) return;
		if (frm.doc.status === "Draft" && frm.doc.outcome) frm.set_intro(qingdan.escape(frm.doc.outcome), "orange");
		const offer = { Draft: "offer_reading", Previewed: "offer_writing" }[frm.doc.status] || "show_written";
		frm.events[offer](frm);
	},

	offer_reading(frm) {
		if (frm.doc.file) frm.page.set_primary_action(__("Read File"), () => frm.events.call(frm, "preview"));
	},

	offer_writing(frm) {
		frm.page.set_primary_action(__("Confirm and Write"), () =>
			frappe.confirm(frm.events.question(frm), () => frm.events.write(frm))
		);
		frm.add_custom_button(__("Read File Again"), () => frm.events.call(frm, "preview"));
		frm.add_custom_button(__("Compute Again"), () => frm.events.call(frm, "compare"));
	},

	// What is about to be written, with what was chosen since it was computed.
	question(frm) {
		const count = frm.fields_dict.preview.$wrapper.find(".qd-differences-count").text();
		return [frm.doc.outcome, count].filter(Boolean).map(qingdan.escape).join("<br>");
	},

	show_written(frm) {
		frm.disable_form();
		frm.set_intro(frm.events.outcome_of(frm), frm.doc.change_request ? "blue" : "green");
		if (frm.doc.__onload?.drafted) frm.page.set_primary_action(__("Hand Out"), () => frm.events.hand_out(frm));
	},

	// What changes tasks that were handed out waits for the decision on its request.
	outcome_of({ doc }) {
		if (!doc.change_request) return __("Written. A changed document is a new import.");
		const link = frappe.utils.get_form_link("Qingdan Change Request", doc.change_request, true);
		return __("Asked for in {0}: {1}", [link, __(doc.__onload?.request_state || "")]);
	},

	// Writing ends in handing out, after a look at who gets how many.
	async write(frm) {
		await frm.events.call(frm, "confirm", { hand_out: 0 });
		if (!frm.doc.change_request || frm.doc.__onload?.drafted) return frm.events.hand_out(frm);
	},

	hand_out(frm) {
		return qingdan.hand_out({ lists: frm.doc.lists.map(({ code }) => code) }, () => frm.reload_doc());
	},

	async call(frm, endpoint, more = {}) {
		if (frm.is_dirty()) await frm.save();
		return frappe.call({
			method: `qingdan_app.api.imports.${endpoint}`,
			args: { name: frm.doc.name, ...more },
			freeze: true,
			freeze_message: __("One moment…"),
			callback: () => frm.reload_doc(),
		});
	},

	fix_rows(frm) {
		["lists", "units", "leads", "issues"].forEach((table) => {
			frm.set_df_property(table, "cannot_add_rows", 1);
			frm.set_df_property(table, "cannot_delete_rows", 1);
		});
	},

	// A year that nobody has said yet is none, and not the year 0.
	leave_years_blank(frm) {
		frm.toggle_display("year", Boolean(frm.doc.year));
		if (!frm.doc.year_said) frm.fields_dict.year_said.$input?.val("");
	},

	show_preview(frm) {
		const { name, outcome, differences, choices, status } = frm.doc;
		if (status === "Draft") return;
		const counts = [
			[__("Lists"), frm.doc.lists.length],
			[__("Key Works"), sum(frm.doc.lists, "key_works")],
			[__("Tasks"), sum(frm.doc.lists, "tasks")],
		];
		const boxes = counts.map(([label, number]) => `<div class="qd-count"><b>${number}</b>${label}</div>`);
		frm.fields_dict.preview.$wrapper.html(
			`<div class="qd-preview"><div class="qd-counts">${boxes.join("")}</div>
			<p>${qingdan.lines(outcome)}</p><div class="qd-differences"></div></div>`
		);
		qingdan.show_differences(frm.fields_dict.preview.$wrapper.find(".qd-differences"), {
			name,
			differences: JSON.parse(differences || "[]"),
			choices: JSON.parse(choices || "{}"),
			written: !["Draft", "Previewed"].includes(status),
		});
	},
});

function sum(rows, fieldname) {
	return rows.reduce((total, row) => total + (row[fieldname] || 0), 0);
}
