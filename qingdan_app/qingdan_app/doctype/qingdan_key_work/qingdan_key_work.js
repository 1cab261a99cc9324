frappe.ui.form.on("Qingdan Key Work", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Tasks"), () =>
			frappe.set_route("List", "Qingdan Task", "List", { key_work: frm.doc.name })
		);
	},
});
