// A version of a flow: drawn as it is, tried out, published, and continued in the next version.

const FLOW_API = "qingdan_app.api.flows";

frappe.ui.form.on("Qingdan Approval Flow", {
	setup(frm) {
		frm.set_query("document_type", () => ({ filters: { istable: 0, issingle: 0 } }));
	},

	async refresh(frm) {
		await qingdan.approval.offer_options(frm, frm.doc.document_type);
		qingdan.approval.show_names_of_people(frm);
		qingdan.approval.offer_ready_made(frm);
		if (frm.is_new()) return;
		frm.events.draw(frm);
		frm.events.offer_acts(frm);
		frm.events.say_state(frm);
		if (frm.doc.steps.some((step) => step.working_hours || step.reminders)) qingdan.approval.warn_of_years(frm);
	},

	document_type(frm) {
		return qingdan.approval.offer_options(frm, frm.doc.document_type);
	},

	async draw(frm) {
		const svg = await frappe.xcall(`${FLOW_API}.get_picture`, { name: frm.doc.name });
		frm.fields_dict.picture.$wrapper.html(svg);
	},

	// What has run or is in force is frozen: the server refuses a change, so the form offers none.
	say_state(frm) {
		const { standing } = frm.doc.__onload || {};
		if (!standing) return;
		if (!standing.open) frm.disable_form();
		frm.set_intro(standing.text, standing.colour);
	},

	offer_acts(frm) {
		const may_write = frm.perm[0]?.write;
		const { status } = frm.doc;
		if (status !== "Retired") frm.add_custom_button(__("Dry Run"), () => frm.events.try_out(frm));
		if (!may_write) return;
		if (status === "Draft") frm.add_custom_button(__("Publish"), () => frm.events.publish(frm)).addClass("btn-primary");
		if (status === "Published") frm.add_custom_button(__("Retire"), () => frm.events.retire(frm));
		if (status !== "Draft") frm.add_custom_button(__("Next Version"), () => frm.events.make_next(frm));
	},

	async publish(frm) {
		if (frm.is_dirty()) await frm.save();
		frappe.confirm(
			__("Publish {0}? The version before is retired; what runs under it goes on.", [qingdan.escape(frm.doc.name)]),
			() => frm.events.take(frm, "publish"),
		);
	},

	retire(frm) {
		frappe.confirm(__("Retire {0}? New documents will not take it.", [qingdan.escape(frm.doc.name)]), () => frm.events.take(frm, "retire"));
	},

	take(frm, act) {
		return frappe.call({
			method: `${FLOW_API}.${act}`,
			args: { name: frm.doc.name },
			freeze: true,
			callback: () => frm.reload_doc(),
		});
	},

	make_next(frm) {
		return frappe.call({
			method: `${FLOW_API}.make_next_version`,
			args: { name: frm.doc.name },
			freeze: true,
			callback: ({ message }) => frappe.set_route("Form", frm.doctype, message.name),
		});
	},

	async try_out(frm) {
		if (frm.is_dirty()) await frm.save();
		return frappe.call({
			method: `${FLOW_API}.get_dry_run`,
			args: { name: frm.doc.name },
			freeze: true,
			freeze_message: __("Trying the flow on all documents…"),
			callback: ({ message }) => qingdan.approval.show_dry_run(frm, message),
		});
	},
});

// People, roles and tables are chosen; what is stored are their names.
frappe.ui.form.on("Qingdan Approval Step", {
	form_render(frm, cdt, cdn) {
		qingdan.approval.offer_choosing(frm, cdt, cdn);
	},
	resolver(frm, cdt, cdn) {
		qingdan.approval.offer_choosing(frm, cdt, cdn);
	},
});
