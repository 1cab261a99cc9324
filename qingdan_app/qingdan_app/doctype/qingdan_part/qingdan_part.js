// What a unit handed on is changed on its task; here is who had what, and until when.

frappe.ui.form.on("Qingdan Part", {
	refresh(frm) {
		frm.disable_form();
		frm.add_custom_button(__("Open Task"), () => frappe.set_route("Form", "Qingdan Task", frm.doc.task));
	},
});
