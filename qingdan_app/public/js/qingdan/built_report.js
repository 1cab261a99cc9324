// Report Builder over our DocTypes: it begins with columns that people read, its counts lead to their rows, and whoever
// keeps a report shares it, mails it and makes cards, charts and workspaces of it from here.

frappe.provide("qingdan.built_report");

// Core begins with every column of the list, with those its marks are made from, and with a state made of docstatus.
const COLUMNS = {
	"Qingdan Task": ["title", "lead_unit", "leader", "due_date", "state", "percent"],
	"Qingdan Progress Report": ["task", "task_title", "unit", "kind", "period", "state", "percent"],
	"Qingdan Approval Request": ["reference_doctype", "reference_name", "subject_title", "status", "outcome", "initiator", "started_at"],
	"Qingdan Approval Log": ["acted_at", "actor", "act", "reference_doctype", "reference_name", "opinion"],
	"Qingdan Unit": ["kind", "is_group", "parent_unit", "merged_into"],
};
const NAMED_BY_CHANCE = ["Qingdan Progress Report", "Qingdan Approval Request", "Qingdan Approval Log"];
const WIDTHS = { title: 320, task_title: 320, subject_title: 280, opinion: 280, lead_unit: 140, _aggregate_column: 90 };
const TIMES = 150;
const ROWS = "qd-rows";

// The view is made right after its page is shown; what it does first waits for its turn, as this does.
$(document).on("page-change", () => Promise.resolve().then(prepare));

function prepare() {
	const view = window.cur_list;
	if (view?.view_name !== "Report" || view.is_prepared_by_qingdan) return;
	view.is_prepared_by_qingdan = true;
	begin_with_columns(view);
	show_columns(view);
	say_people_and_acts(view);
	offer_nothing_refused(view);
	offer_acts(view);
}

const is_ours = ({ doctype }) => qingdan.is_ours(doctype);

function begin_with_columns(view) {
	const { set_fields, set_default_fields } = view;
	view.set_fields = () => {
		if (is_ours(view)) view.fields = []; // core puts the state before whatever was chosen
		return set_fields.call(view);
	};
	view.set_default_fields = () => {
		const columns = COLUMNS[view.doctype];
		if (!columns) return set_default_fields.call(view);
		columns.forEach((fieldname) => view._add_field(fieldname));
	};
}

function show_columns(view) {
	const { build_column } = view;
	view.build_column = (asked) => {
		if (!is_ours(view)) return build_column.call(view, asked);
		if (asked[0] === "docstatus") return;
		const column = build_column.call(view, asked);
		if (asked[0] === "name" && asked[1] === view.doctype) lead_to_document(view, column);
		if (asked[0] === "_aggregate_column") lead_to_rows(view, column);
		if (column && !column.width) column.width = WIDTHS[asked[0]] || (column.docfield.fieldtype === "Datetime" ? TIMES : null);
		if (column && qingdan.people.stands_in(column.docfield)) column.format = (value) => qingdan.escape(qingdan.people.name(value) ?? "");
		if (column && is_act(column)) column.format = (value, _row, _column, data) => (data?.mark ? act_of(data) : qingdan.escape(value));
		if (column?.docfield.options === "DocType") column.format = (value) => qingdan.escape(__(value));
		return column;
	};
}

// People stand in the rows by their addresses, and acts of the record by their keys: what they are called comes with the rows.
function say_people_and_acts(view) {
	const { prepare_data, build_row } = view;
	view.prepare_data = (answer) => {
		if (is_ours(view)) Object.assign(frappe.boot.user_info, answer.message?.user_info);
		return prepare_data.call(view, answer);
	};
	view.build_row = (row) => {
		const cells = build_row.call(view, row);
		if (!row.mark || !is_ours(view)) return cells;
		return cells.map((cell, place) => (is_act(view.columns[place]) ? { ...cell, format: () => act_of(row) } : cell));
	};
}

const is_act = ({ docfield }) => docfield?.parent === "Qingdan Approval Log" && docfield.fieldname === "act";
const act_of = ({ mark }) => qingdan.escape(mark.text);

// A number is what people say; a name made by chance only opens its document.
function lead_to_document(view, column) {
	const is_number = !NAMED_BY_CHANCE.includes(view.doctype);
	const label = is_number ? __("No.", null, "Number of a document") : __("Open", null, "Opens the document");
	column.docfield = { ...column.docfield, label };
	column.name = column.content = label;
	const { format } = column;
	column.format = (value, ...more) => {
		if (!value || is_number) return format(value, ...more);
		return `<a href="${frappe.utils.get_form_link(view.doctype, value)}">${__("Open", null, "Opens the document")}</a>`;
	};
}

function lead_to_rows(view, column) {
	const { format } = column;
	column.format = (value, row, ...more) => {
		const shown = format(value, row, ...more);
		const group = Array.isArray(row) && row.find((cell) => cell.column?.field === view.group_by_control.group_by_field);
		if (!group) return shown;
		const of = qingdan.escape(group.content ?? "");
		return `<a href="#" class="${ROWS}" data-of="${of}" title="${__("Show these rows")}">${$("<i>").html(shown).text()}</a>`;
	};
}

$(document).on("click", `.${ROWS}`, (event) => {
	event.preventDefault();
	const view = window.cur_list;
	const { group_by_field, group_by_doctype } = view.group_by_control;
	const value = $(event.currentTarget).attr("data-of");
	const of_group = value ? ["=", value] : ["is", "not set"];
	const filters = view.filter_area.get().map((filter) => filter.slice(0, 4));
	qingdan.open_rows(view.doctype, [...filters, [group_by_doctype, group_by_field, ...of_group]]);
});

// A list with these filters, several of one field too.
qingdan.open_rows = (doctype, filters) => {
	frappe.route_options = qingdan.as_route_options(filters);
	frappe.set_route("List", doctype, "List");
};

qingdan.as_route_options = (filters) => {
	const of_field = {};
	filters.forEach(([of, field, operator, value]) => (of_field[`${of}.${field}`] ||= []).push([operator, value]));
	const options = Object.entries(of_field).map(([field, found]) => [
		field,
		found.length > 1 ? found.map((filter) => JSON.stringify(filter)) : found[0],
	]);
	return Object.fromEntries(options);
};

// Core's own way to mail a report opens a form that is its administrators'; a state made of docstatus is no column here.
function offer_nothing_refused(view) {
	const { report_menu_items } = view;
	view.report_menu_items = () => {
		const items = report_menu_items.call(view);
		if (!is_ours(view)) return items;
		const words = __("Delete this report, with its mails, cards and charts?");
		const delete_it = { action: () => frappe.confirm(words, () => view.delete_report()) };
		const kept = items.filter(({ label }) => label !== __("Setup Auto Email"));
		return kept.map((item) => (item.label === __("Delete") ? { ...item, ...delete_it } : item));
	};
	// Only whoever keeps a report saves it: to others it is never “not saved”.
	const { set_dirty_state_for_custom_report } = view;
	view.set_dirty_state_for_custom_report = () => {
		const keeps = view.report_doc.owner === frappe.session.user;
		if (keeps || !is_ours(view)) set_dirty_state_for_custom_report.call(view);
	};
	const { get_columns_for_picker } = view;
	view.get_columns_for_picker = () => {
		const columns = get_columns_for_picker.call(view);
		if (is_ours(view)) columns[view.doctype] = columns[view.doctype].filter(({ fieldname }) => fieldname !== "docstatus");
		return columns;
	};
}

function offer_acts(view) {
	const { setup_view } = view;
	view.setup_view = () => {
		setup_view.call(view);
		if (is_ours(view)) qingdan.fold_filters(view);
		if (!is_ours(view) || !frappe.boot.qingdan_builds) return;
		Object.entries(qingdan.built_report.acts()).forEach(([label, act]) => {
			view.page.add_inner_button(label, () => with_saved(view, act), __("Pass On"));
		});
	};
}

// What is passed on is a saved report, as it is saved.
async function with_saved(view, act) {
	if (!view.report_name) {
		frappe.show_alert({ message: __("Save the report under a name first."), indicator: "orange" });
		return view.save_report("save_as");
	}
	const told = await frappe.xcall("qingdan_app.api.saved_reports.get_report", { report: view.report_name });
	if (told.keeps) return act(view, told);
	if (told.may_take_over) return take_over(view, told);
	frappe.msgprint(__("{0} keeps this report. Save it under a name of your own to pass it on.", [qingdan.escape(told.keeper)]));
}

function take_over(view, { keeper }) {
	frappe.confirm(__("{0}, who saved this report, has left. Keep it from now on?", [qingdan.escape(keeper)]), async () => {
		await frappe.xcall("qingdan_app.api.saved_reports.take_over", { report: view.report_name });
		window.location.reload();
	});
}
