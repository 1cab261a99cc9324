frappe.ui.form.on("Qingdan Contact", {
	setup(frm) {
		frm.set_query("user", () => ({ filters: { enabled: 1, user_type: "System User" } }));
		frm.set_query("unit", () => ({ filters: { is_group: 0, disabled: 0 } }));
	},
});
