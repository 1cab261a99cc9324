// Instructions: written on a key work, a task or a report, shown beside it, and taken on as matters.

frappe.provide("qingdan");

const INSTRUCTION = "Qingdan Instruction";
const API = "qingdan_app.api.instructions";

// A button of a form on whose document one may write; `field` is how an instruction names that.
qingdan.offer_instruction = (frm, field) => {
	if (!frm.doc.__onload?.may_instruct || frm.doc.__onload.archived) return;
	frm.add_custom_button(__("Instruction"), () => instruct(frm, field));
};

function instruct(frm, field) {
	const dialog = new frappe.ui.Dialog({
		title: __("Instruction on {0}", [frm.doc.name]),
		fields: [
			{ fieldtype: "Small Text", fieldname: "words", label: __("Instruction"), reqd: 1 },
			{
				fieldtype: "Link",
				fieldname: "unit",
				label: __("Unit That Answers"),
				options: "Qingdan Unit",
				default: frm.doc.lead_unit || frm.doc.unit,
				get_query: () => ({ filters: { disabled: 0 } }),
				reqd: 1,
			},
			{ fieldtype: "Date", fieldname: "due_date", label: __("Answer By") },
		],
		primary_action_label: __("Give the Instruction"),
		primary_action: async (said) => {
			const instruction = JSON.stringify({ ...said, [field]: frm.doc.name });
			await frappe.call({ method: `${API}.give`, args: { instruction }, freeze: true });
			dialog.hide();
			frm.reload_doc();
		},
	});
	return dialog.show();
}

qingdan.take_on_instruction = async (frm) => {
	const { message } = await frappe.call({ method: `${API}.take_on`, args: { name: frm.doc.name }, freeze: true });
	return frappe.set_route("Form", "Qingdan Matter", message);
};

// The instructions on a report or a key work, above its form.
qingdan.show_instructions = (frm) => {
	const { instructions = [] } = frm.doc.__onload || {};
	if (!instructions.length) return;
	frm.dashboard.add_section(qingdan.instructions_html(instructions));
	frm.dashboard.show();
};

// The instructions on a document, the latest first, each with its answer.
qingdan.instructions_html = (instructions = []) =>
	qingdan.in_writing_html(
		__("Instructions"),
		instructions,
		(each) => `<b><a href="${frappe.utils.get_form_link(INSTRUCTION, each.name)}">${qingdan.escape(each.leader || each.name)}</a></b>
			${qingdan.pill(__(each.state), "gray")} ${qingdan.escape(each.unit)} ${qingdan.notice_due_html(each)}
			<div>${qingdan.lines(each.words)}</div>${qingdan.answered_html(each.answer)}`
	);

qingdan.answered_html = (answer) =>
	answer ? `<div class="text-muted">${__("Answer")}${__(":", null, "After a label")} ${qingdan.lines(answer)}</div>` : "";
