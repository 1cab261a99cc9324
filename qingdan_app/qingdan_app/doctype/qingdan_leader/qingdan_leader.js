frappe.ui.form.on("Qingdan Leader", {
	setup(frm) {
		const people = () => ({ filters: { enabled: 1, user_type: "System User" } });
		frm.set_query("user", people);
		frm.set_query("user", "office", people);
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Tasks"), () =>
			frappe.set_route("List", "Qingdan Task", "List", { leader: frm.doc.name })
		);
	},
});
