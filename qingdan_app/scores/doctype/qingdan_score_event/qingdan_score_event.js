// What was counted for a unit: its unit appeals against what took points away.

frappe.ui.form.on("Qingdan Score Event", {
	refresh(frm) {
		const { worth, struck_by } = frm.doc;
		if (worth >= 0 || struck_by || !frappe.model.can_create("Qingdan Change Request")) return;
		frm.add_custom_button(__("Appeal"), () => ask_why(frm));
	},
});

function ask_why(frm) {
	const fields = [
		{ fieldname: "reason", label: __("Reason"), fieldtype: "Small Text", reqd: 1 },
		{ fieldname: "evidence", label: __("Evidence"), fieldtype: "Attach" },
	];
	frappe.prompt(
		fields,
		async (words) => {
			const args = { scored: frm.doc.name, ...words };
			const { message } = await frappe.call({ method: "qingdan_app.api.scores.appeal", args, freeze: true });
			frappe.set_route("Form", "Qingdan Change Request", message.name);
		},
		__("Appeal Against This Event"),
		__("Appeal")
	);
}
