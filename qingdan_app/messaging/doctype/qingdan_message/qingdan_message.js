// One message: administrators send again what was given up.

frappe.ui.form.on("Qingdan Message", {
	refresh(frm) {
		frm.disable_save();
		if (frm.doc.state === "Failed" && frappe.boot.qingdan_administers) {
			frm.add_custom_button(__("Send Again"), () => qingdan.resend([frm.doc.name]).then(() => frm.reload_doc()));
		}
	},
});
