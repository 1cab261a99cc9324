// Issues: raised about a task or out of a report, and shown beside the task.

frappe.provide("qingdan");

const ISSUE = "Qingdan Issue";
const ADDRESSEES = ["Leader's Office", "Supervision Office"];

// A button of a form on whose document a unit may ask for coordination; `field` is how an issue names that.
qingdan.offer_issue = (frm, field) => {
	if (frm.is_new() || !frappe.model.can_create(ISSUE)) return;
	frm.add_custom_button(__("Ask for Coordination"), () => raise(frm, field));
};

function raise(frm, field) {
	const dialog = new frappe.ui.Dialog({
		title: __("Ask for Coordination"),
		fields: [
			{ fieldtype: "Small Text", fieldname: "problem", label: __("Problem"), default: frm.doc.problems || "", reqd: 1 },
			{
				fieldtype: "Select",
				fieldname: "addressee",
				label: __("Goes To"),
				options: ADDRESSEES.map((value) => ({ value, label: __(value) })),
				default: ADDRESSEES[0],
			},
		],
		primary_action_label: __("Ask for Coordination"),
		primary_action: async (said) => {
			const issue = JSON.stringify({ ...said, [field]: frm.doc.name });
			await frappe.call({ method: "qingdan_app.api.issues.raise_issue", args: { issue }, freeze: true });
			dialog.hide();
			frm.reload_doc();
		},
	});
	return dialog.show();
}

// The issues of a task, the latest first, each with its answer.
qingdan.issues_html = (issues = []) => {
	if (!issues.length) return "";
	const rows = issues.map(
		(each) => `<li><b><a href="${frappe.utils.get_form_link(ISSUE, each.name)}">${qingdan.escape(each.unit)}</a></b>
			${qingdan.pill(__(each.state), "gray")} <span class="text-muted">${__(each.addressee)}</span>
			<div>${qingdan.lines(each.problem)}</div>
			${each.answer ? `<div class="text-muted">${__("Answer")}${__(":", null, "After a label")} ${qingdan.lines(each.answer)}</div>` : ""}</li>`
	);
	return `<div class="qd-notices"><h5>${__("Issues to Be Coordinated")}</h5><ul class="list-unstyled">${rows.join("")}</ul></div>`;
};
