// One run of a flow, for who looks it up by itself; decisions are made on the document.

frappe.ui.form.on("Qingdan Approval Request", {
	async refresh(frm) {
		const { reference_doctype: doctype, reference_name, name } = frm.doc;
		frm.disable_form();
		frm.add_custom_button(__("Open Document"), () => frappe.set_route("Form", doctype, reference_name));
		if (frm.doc.status !== "Ended" && frappe.model.can_write("Qingdan Approval Flow")) {
			frm.add_custom_button(__("Move to the Version in Force"), () => qingdan.approval.show_move(frm.doc, () => frm.reload_doc()));
		}
		const view = await frappe.xcall("qingdan_app.api.approvals.get_view", { request: name });
		if (frm.doc.name === name) frm.fields_dict.trail.$wrapper.html(qingdan.approval.view_html(view, true));
	},
});
