// A table of conditions: who signs, by the first row that holds.

frappe.ui.form.on("Qingdan Approval Route", {
	setup(frm) {
		frm.set_query("document_type", () => ({ filters: { istable: 0, issingle: 0 } }));
	},

	refresh(frm) {
		return qingdan.approval.offer_options(frm, frm.doc.document_type);
	},

	document_type(frm) {
		return qingdan.approval.offer_options(frm, frm.doc.document_type);
	},
});
