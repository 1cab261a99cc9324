// What the forms of flows and routes offer to choose from, in words; stored are the names.

frappe.provide("qingdan.approval");

const WANTED = [
	["steps", "resolver", "resolvers"],
	["steps", "copy_resolver", "resolvers"],
	["steps", "condition_field", "fields"],
	["steps", "due_field", "dates"],
	["conditions", "field", "fields"],
	["settings", "field", "fields"],
	["rows", "resolver", "resolvers"],
	["rows", "field", "fields"],
];

// What a condition compares with, or a flow sets, is often a word of the document's own choice.
const VALUES = [
	["steps", "condition_value"],
	["conditions", "value"],
	["settings", "value"],
	["rows", "value"],
];

qingdan.approval.offer_options = async (frm, document_type) => {
	const method = "qingdan_app.api.flows.get_form_options";
	const options = await frappe.xcall(method, document_type ? { document_type } : {});
	WANTED.forEach(([table, fieldname, kind]) => offer_in_rows(frm, table, fieldname, options[kind]));
	VALUES.forEach(([table, fieldname]) => say_in_rows(frm, table, fieldname));
	if (frm.fields_dict.guarded_state) frm.set_df_property("guarded_state", "options", options.states);
};

function offer_in_rows(frm, table, fieldname, options) {
	const grid = frm.fields_dict[table]?.grid;
	if (!grid) return;
	const label_of = (value) => options.find((option) => option.value === value)?.label || value || "";
	grid.update_docfield_property(fieldname, "options", options);
	grid.update_docfield_property(fieldname, "formatter", (value) => qingdan.escape(label_of(value)));
	grid.refresh();
}

function say_in_rows(frm, table, fieldname) {
	const grid = frm.fields_dict[table]?.grid;
	grid?.update_docfield_property(fieldname, "formatter", (value) => qingdan.escape(value ? __(value) : ""));
}

// Clocks count Monday to Friday in years whose statutory calendar is not known yet: whoever sets one has to know.
qingdan.approval.warn_of_years = async (frm) => {
	const years = await frappe.xcall("qingdan_app.api.flows.get_unknown_years");
	if (years.length) frm.dashboard.add_comment(qingdan.approval.years_warning(years), "yellow", true);
};

qingdan.approval.years_warning = (years) =>
	__("The statutory calendar of {0} is not known here yet: working days are counted Monday to Friday. Enter holidays and working weekends as calendar days, or have the library chinese-calendar updated.", [years.join("、")]);
