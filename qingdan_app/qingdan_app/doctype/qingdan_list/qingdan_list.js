frappe.ui.form.on("Qingdan List", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Tasks"), () =>
			frappe.set_route("List", "Qingdan Task", "List", { list: frm.doc.name })
		);
	},
});
