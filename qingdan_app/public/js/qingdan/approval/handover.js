// Handing over all open turns of somebody who leaves, or who is disabled; what happened to each is shown.

frappe.provide("qingdan.approval");

qingdan.approval.show_handover = (user = "", done = () => {}) => {
	const dialog = new frappe.ui.Dialog({
		title: __("Hand Over Open Turns"),
		fields: [
			{ fieldtype: "Link", fieldname: "user", label: __("Who Leaves"), options: "User", reqd: 1, default: user, ignore_user_permissions: 1, get_query: () => ({ filters: { enabled: ["in", [0, 1]] } }) },
			{ fieldtype: "Link", fieldname: "successor", label: __("Who Takes Over"), options: "User", reqd: 1 },
			{ fieldtype: "Small Text", fieldname: "opinion", label: __("Why"), reqd: 1 },
			{ fieldtype: "HTML", fieldname: "report" },
		],
		primary_action_label: __("Hand Over"),
		primary_action: ({ user, successor, opinion }) =>
			frappe.call({
				method: "qingdan_app.api.approvals.hand_over",
				args: { user, successor, opinion },
				freeze: true,
				callback: ({ message }) => {
					dialog.fields_dict.report.$wrapper.html(report_html(message));
					done(message);
				},
			}),
	});
	dialog.show();
};

function report_html(results) {
	const moved = results.filter(({ ok }) => ok).length;
	const lines = results.map(({ name, title, ok, message }) => {
		const result = ok ? qingdan.pill(message, "green") : `<span class="qd-red">${qingdan.lines(message)}</span>`;
		return `<li class="list-group-item"><b>${qingdan.escape(name)}</b> ${qingdan.escape(title || "")} ${result}</li>`;
	});
	const head = __("{0} turns handed over, {1} not", [moved, results.length - moved]);
	return `<p><b>${head}</b></p><ul class="list-group">${lines.join("")}</ul>`;
}
