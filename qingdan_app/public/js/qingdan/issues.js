// Issues: raised about a task or out of a report, and shown beside the task.

frappe.provide("qingdan");

const ISSUE = "Qingdan Issue";
const ADDRESSEES = ["Leader's Office", "Supervision Office"];

// A button of a form on whose document a unit may ask for coordination; `field` is how an issue names that.
qingdan.offer_issue = (frm, field) => {
	if (!frm.doc.__onload?.may_raise || frm.doc.__onload.archived) return;
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
				options: addressees(),
				default: ADDRESSEES[0],
			},
		],
		primary_action_label: __("Ask for Coordination"),
		primary_action: async (said) => {
			await qingdan.raise_issue({ ...said, [field]: frm.doc.name });
			dialog.hide();
			frm.reload_doc();
		},
	});
	return dialog.show();
}

qingdan.raise_issue = (issue) =>
	frappe.call({ method: "qingdan_app.api.issues.raise_issue", args: { issue: JSON.stringify(issue) }, freeze: true });

const addressees = () => ADDRESSEES.map((value) => ({ value, label: __(value) }));

// To whom the problem of a report goes, beside standing in it.
qingdan.addressee_field = () => ({
	fieldtype: "Select",
	fieldname: "addressee",
	label: __("Ask for Coordination"),
	options: [{ value: "", label: __("It only stands in the report") }, ...addressees()],
	depends_on: "eval:doc.problems",
});

// The issues of a task, the latest first, each with its answer.
qingdan.issues_html = (issues = []) =>
	qingdan.in_writing_html(
		__("Issues to Be Coordinated"),
		issues,
		(each) => `<b><a href="${frappe.utils.get_form_link(ISSUE, each.name)}">${qingdan.escape(each.unit)}</a></b>
			${qingdan.pill(__(each.state), "gray")} <span class="text-muted">${__(each.addressee)}</span>
			<div>${qingdan.lines(each.problem)}</div>${qingdan.answered_html(each.answer)}`
	);
