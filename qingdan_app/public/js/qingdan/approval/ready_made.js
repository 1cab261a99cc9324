// A flow that is begun from one that is ready: its steps are filled in, to be given people and changed.

frappe.provide("qingdan.approval");

qingdan.approval.offer_ready_made = (frm) => {
	const empty = !frm.doc.steps?.some(({ title }) => title);
	if (frm.doc.status !== "Draft" || !empty || !frm.perm[0]?.write) return;
	frm.add_custom_button(__("Start from a Ready-Made Flow"), () => choose(frm));
};

async function choose(frm) {
	const { document_type } = frm.doc;
	const flows = await frappe.xcall("qingdan_app.api.flows.get_ready_made", document_type ? { document_type } : {});
	const dialog = new frappe.ui.Dialog({
		title: __("Start from a Ready-Made Flow"),
		fields: [{ fieldtype: "HTML", fieldname: "flows" }],
	});
	const rows = flows.map(
		({ label, description }, index) => `<button type="button" class="list-group-item list-group-item-action text-left" data-index="${index}">
			<b>${qingdan.escape(label)}</b><div class="text-muted">${qingdan.escape(description)}</div></button>`,
	);
	dialog.fields_dict.flows.$wrapper.html(`<div class="list-group qd-ready-made">${rows.join("")}</div>`);
	dialog.fields_dict.flows.$wrapper.on("click", "[data-index]", ({ currentTarget }) => {
		dialog.hide();
		take(frm, flows[$(currentTarget).data("index")]);
	});
	dialog.show();
}

function take(frm, { label, steps }) {
	frm.clear_table("steps");
	steps.forEach((step) => frm.add_child("steps", step));
	if (!frm.doc.title) frm.set_value("title", label);
	frm.refresh_field("steps");
	frm.dirty();
}
