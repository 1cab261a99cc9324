// A lead unit answers that a task is not its duty; supervision re-assigns it, insists, or asks the leader's office.

frappe.provide("qingdan");

const REFUSALS = "qingdan_app.api.refusals";

// One dialog for each step: what it asks for beside the words, and where these go.
qingdan.refusing = {
	refuse: (about, done) =>
		ask(about, done, {
			words: { fieldname: "reason", label: __("Why it is not your unit's duty"), reqd: 1 },
			unit: { label: __("The unit that is right, if you know it") },
			method: "refuse",
		}),
	reassign: (about, done) =>
		ask(about, done, {
			words: { fieldname: "opinion", label: __("Opinion (optional)") },
			unit: { label: __("Re-assign To"), reqd: 1, default: about.refusal?.proposed_unit },
			method: "settle",
		}),
	insist: (about, done) =>
		ask(about, done, { words: { fieldname: "opinion", label: __("Why it stays with the unit"), reqd: 1 }, method: "settle" }),
	ask_office: (about, done) =>
		ask(about, done, { words: { fieldname: "opinion", label: __("Opinion (optional)") }, method: "settle" }),
};

function ask({ task, step, shown, people }, done, { words, unit, method }) {
	const filters = { disabled: 0, name: ["!=", people.lead] };
	const unit_field = unit && { fieldtype: "Link", fieldname: "unit", options: "Qingdan Unit", get_query: () => ({ filters }), ...unit };
	const words_field = { fieldtype: "Small Text", ...words };
	const dialog = new frappe.ui.Dialog({
		title: shown.words,
		fields: (unit?.reqd ? [unit_field, words_field] : [words_field, unit_field]).filter(Boolean),
		primary_action_label: shown.words,
		primary_action: async (values) => {
			dialog.hide();
			const act = method === "settle" ? { act: step } : {};
			await frappe.call({ method: `${REFUSALS}.${method}`, args: { task, ...act, ...values }, freeze: true });
			qingdan.words_kept.forget(`Qingdan Task/${task}/${step}`);
			done();
		},
	});
	dialog.show();
	qingdan.words_kept.in_dialog(dialog, words.fieldname, `Qingdan Task/${task}/${step}`);
}

// What the unit has answered, above what happened so far.
qingdan.refusal_html = (refusal) => {
	if (!refusal) return "";
	const proposed = refusal.proposed_unit ? `<div>${__("It thinks right: {0}", [qingdan.escape(refusal.proposed_unit)])}</div>` : "";
	const head = __("{0} answers that this is not its duty", [qingdan.escape(refusal.unit)]);
	return `<div class="qd-missing"><b>${head}</b> ${qingdan.pill(__(refusal.state), "orange")}
		<div>${qingdan.lines(refusal.reason)}</div>${proposed}</div>`;
};
