frappe.ui.form.on("Qingdan Unit", {
	setup(frm) {
		const others = () => ({ filters: { name: ["!=", frm.doc.name || ""], disabled: 0 } });
		frm.set_query("parent_unit", others);
		frm.set_query("merged_into", others);
		frm.set_query("unit", "members", () => ({ filters: { is_group: 0, disabled: 0 } }));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Tasks"), () =>
			frappe.set_route("List", "Qingdan Task", "List", { lead_unit: frm.doc.name })
		);
		if (frm.doc.merged_into) {
			frm.set_intro(__("Merged into {0}, whose people see and answer for its tasks.", [qingdan.escape(frm.doc.merged_into)]), "orange");
		}
	},
});
