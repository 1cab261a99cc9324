// Who signs a step, chosen instead of typed: people by name, a role, a table of conditions, a field of the document.

frappe.provide("qingdan.approval");

const PEOPLE = "qingdan_app.api.approvals.get_people";
const names_known = {};

const named_in = (parameter) => (parameter || "").split(/[,，\n]/).map((user) => user.trim()).filter(Boolean);

// What a step's rule is given is chosen in a dialog of its own; `user` stands for several people.
const CHOICES = {
	user: (values) => ({ ...qingdan.approval.people_field(__("People"), true), default: values }),
	role: (values) => ({ fieldtype: "Link", options: "Role", fieldname: "chosen", label: __("Role"), reqd: 1, default: values[0] }),
	route: (values) => ({ fieldtype: "Link", options: "Qingdan Approval Route", fieldname: "chosen", label: __("Approval Route"), reqd: 1, default: values[0] }),
};

qingdan.approval.offer_choosing = (frm, cdt, cdn) => {
	const row = frappe.get_doc(cdt, cdn);
	const fields = frm.fields_dict.steps.grid.grid_rows_by_docname[cdn]?.grid_form?.fields_dict;
	if (!fields) return;
	offer_beside(frm, fields.parameter, row, "parameter", row.resolver, ",");
	offer_beside(frm, fields.fallback, row, "fallback", "user", "\n");
	offer_beside(frm, fields.copy_parameter, row, "copy_parameter", row.copy_resolver, ",");
};

function offer_beside(frm, field, row, fieldname, resolver, separator) {
	field.$wrapper.find(".qd-choose, .qd-chosen").remove();
	if (!CHOICES[resolver] || frm.doc.status !== "Draft") return;
	$(`<button type="button" class="btn btn-default btn-xs qd-choose">${__("Choose…")}</button>`)
		.on("click", () => choose(frm, row, fieldname, resolver, separator))
		.appendTo(field.$wrapper);
	if (resolver === "user") say_names(field, named_in(row[fieldname]));
}

// Who they are, below the addresses that are stored.
async function say_names(field, users) {
	await learn_names(users);
	const names = users.map((user) => qingdan.escape(names_known[user])).join("、");
	field.$wrapper.find(".qd-chosen").remove();
	field.$wrapper.append(`<span class="qd-chosen text-muted"> ${names}</span>`);
}

async function choose(frm, row, fieldname, resolver, separator) {
	const before = named_in(row[fieldname]);
	if (resolver === "user") await learn_names(before);
	const dialog = new frappe.ui.Dialog({
		title: __("Who Signs"),
		fields: [CHOICES[resolver](before)],
		primary_action_label: __("Take"),
		primary_action: ({ people, chosen }) => {
			dialog.hide();
			frappe.model.set_value(row.doctype, row.name, fieldname, people ? people.join(separator) : chosen);
			qingdan.approval.show_names_of_people(frm);
			qingdan.approval.offer_choosing(frm, row.doctype, row.name);
		},
	});
	const pills = dialog.fields_dict.people;
	if (pills) {
		pills._data = before.map((user) => ({ value: user, label: names_known[user] || user }));
		pills.set_formatted_input(before);
	}
	dialog.show();
	qingdan.approval.close_after_choosing(dialog);
}

// Asked once for each account; one that is not found is shown as it is written.
function learn_names(users) {
	const unknown = users.filter((user) => !(user in names_known));
	return Promise.all(
		unknown.map(async (txt) => {
			const found = (await frappe.xcall(PEOPLE, { txt })).find(({ value }) => value === txt);
			names_known[txt] = found?.label || txt;
		}),
	);
}

// The list of steps says people by name, and roles in the reader's language.
qingdan.approval.show_names_of_people = async (frm) => {
	const steps = (frm.doc.steps || []).filter(({ resolver }) => resolver === "user");
	await learn_names(steps.flatMap(({ parameter }) => named_in(parameter)));
	const { grid } = frm.fields_dict.steps;
	grid.update_docfield_property("parameter", "formatter", (value, df, options, doc) => {
		if (doc?.resolver === "role") return qingdan.escape(value ? __(value) : "");
		if (doc?.resolver !== "user") return qingdan.escape(value || "");
		return named_in(value).map((user) => qingdan.escape(names_known[user] || user)).join("、");
	});
	grid.refresh();
};
