// Moving a running request to the version of its flow that is in force, after seeing who would have it then.

frappe.provide("qingdan.approval");

const MOVE = "qingdan_app.api.approvals.move_request";

qingdan.approval.show_move = async (request, done) => {
	const { message: flow } = await frappe.db.get_value("Qingdan Approval Flow", request.flow, "flow_key");
	const inForce = { flow_key: flow.flow_key, status: "Published", name: ["!=", request.flow] };
	const [other] = await frappe.db.get_list("Qingdan Approval Flow", { filters: inForce, fields: ["name"] });
	if (!other) return frappe.msgprint(__("The request goes by the version in force already."));
	const { steps } = await frappe.db.get_doc("Qingdan Approval Flow", other.name);
	const places = steps.map(({ step_key, title }) => ({ value: step_key, label: title }));
	const dialog = new frappe.ui.Dialog({
		title: __("Move to the Version in Force"),
		fields: [
			{ fieldtype: "Data", fieldname: "flow", label: __("Version"), default: other.name, read_only: 1 },
			{ fieldtype: "Select", fieldname: "target", label: __("Goes On At"), options: [{ value: "", label: __("The step where it stands") }, ...places] },
			{ fieldtype: "Small Text", fieldname: "opinion", label: __("Why"), reqd: 1 },
			{ fieldtype: "HTML", fieldname: "preview" },
		],
		primary_action_label: __("Move"),
		primary_action: (values) => ask(request, values, false).then(() => (dialog.hide(), done())),
		secondary_action_label: __("Preview"),
		secondary_action: () => preview(dialog, request),
	});
	return dialog.show();
};

async function preview(dialog, request) {
	const values = dialog.get_values();
	if (!values) return;
	const { holders, names } = await ask(request, values, true);
	const people = holders.map((user) => qingdan.escape(names[user])).join("、");
	const words = people ? __("It would be with {0}.", [people]) : __("Nobody would have it; it would be blocked.");
	dialog.fields_dict.preview.$wrapper.html(`<p class="${people ? "" : "qd-red"}">${words}</p>`);
}

function ask(request, { flow, target, opinion }, preview) {
	return frappe.xcall(MOVE, { request: request.name, flow, target: target || "", opinion, preview: preview ? 1 : 0 });
}
