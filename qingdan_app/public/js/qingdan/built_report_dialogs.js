// The dialogs in which a report is passed on. Each tells the server one thing and shows what the server says then.

frappe.provide("qingdan.built_report");

const API = "qingdan_app.api.saved_reports";
const pick = (options, chosen = []) => options.map((option) => ({ ...option, checked: chosen.includes(option.value) }));
const select = (words) => Object.entries(words).map(([value, label]) => ({ value, label }));

qingdan.built_report.acts = () => ({
	[__("Share…")]: share,
	[__("Mail Regularly…")]: mail,
	[__("Make a Card…")]: card,
	[__("Make a Chart…")]: chart,
	[__("Put on a Workspace…")]: workspace,
});

function ask(title, fields, label, answer) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields,
		primary_action_label: label,
		primary_action: async (values) => {
			dialog.disable_primary_action();
			try {
				await answer(values);
				dialog.hide();
			} finally {
				dialog.enable_primary_action();
			}
		},
	});
	dialog.show();
	return dialog;
}

const tell = (act, view, args) => frappe.xcall(`${API}.${act}`, { report: view.report_name, ...args });
const done = (message) => frappe.show_alert({ message, indicator: "green" });
const audience = ({ roles, people }) => ({ roles: JSON.stringify(roles || []), people: JSON.stringify(people || []) });
const roles_field = (told, chosen, label) => ({
	fieldtype: "MultiCheck",
	fieldname: "roles",
	label,
	columns: 2,
	options: pick(told.known_roles, chosen),
});

const people_field = (label, people) => ({ ...qingdan.approval.people_field(label, false), default: people.map(({ value }) => value) });

// Those chosen before stand in the field by their names.
function show_people(dialog, people) {
	const pills = dialog.fields_dict.people;
	pills._data = people;
	pills.set_formatted_input(people.map(({ value }) => value));
	qingdan.approval.close_after_choosing(dialog);
}

function share(view, told) {
	const fields = [
		{ fieldtype: "HTML", options: `<p class="text-muted">${__("Each reader sees only the rows that are theirs to see.")}</p>` },
		roles_field(told, told.roles, __("Everybody with the Role")),
		people_field(__("People"), told.people),
	];
	const dialog = ask(__("Share {0}", [view.report_name]), fields, __("Share"), async (values) => {
		const now = await tell("share", view, audience(values));
		const number = now.roles.length + now.people.length;
		done(number ? __("Shared with {0}.", [names_of(now).join("、")]) : __("The report is yours alone."));
	});
	show_people(dialog, told.people);
}

const names_of = ({ roles, people, known_roles }) => [
	...known_roles.filter(({ value }) => roles.includes(value)).map(({ label }) => qingdan.escape(label)),
	...people.map(({ label }) => qingdan.escape(label)),
];

function mail(view, told) {
	const now = told.schedule || { frequency: "Weekly", day_of_week: "Monday", format: "HTML", send_if_data: 1, roles: [], people: [] };
	const dialog = ask(__("Mail {0} Regularly", [view.report_name]), mail_fields(told, now), __("Save"), async (values) => {
		const { often, day, form, only_with_rows } = values;
		await tell("schedule", view, { often, day, form, only_with_rows, ...audience(values) });
		done(__("The report is mailed as you said."));
	});
	show_people(dialog, now.people);
	if (told.schedule) offer_schedule_acts(dialog, view);
}

function mail_fields(told, now) {
	const warned = told.mails ? "" : `<p class="qd-orange">${__("This site has no account to send mail from yet. Ask whoever looks after it.")}</p>`;
	const often = { Daily: __("Daily"), Weekdays: __("Weekdays"), Weekly: __("Weekly"), Monthly: __("Monthly") };
	const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map((value) => ({ value, label: __(value) }));
	const forms = { HTML: __("In the mail"), XLSX: __("As a workbook (XLSX)"), CSV: __("As a table (CSV)") };
	return [
		{ fieldtype: "HTML", options: `${warned}<p class="text-muted">${__("Each recipient gets only the rows that are theirs to see. It is shared with them as well.")}</p>` },
		{ fieldtype: "Select", fieldname: "often", label: __("How Often"), options: select(often), default: now.frequency, reqd: 1 },
		{ fieldtype: "Select", fieldname: "day", label: __("On"), options: days, default: now.day_of_week || "Monday", depends_on: "eval:doc.often=='Weekly'" },
		{ fieldtype: "Select", fieldname: "form", label: __("As"), options: select(forms), default: now.format, reqd: 1 },
		{ fieldtype: "Check", fieldname: "only_with_rows", label: __("Only when there is something in it"), default: now.send_if_data },
		roles_field(told, now.roles, __("To Everybody with the Role")),
		people_field(__("To People"), now.people),
	];
}

function offer_schedule_acts(dialog, view) {
	dialog.set_secondary_action_label(__("Mail It No More"));
	dialog.set_secondary_action(async () => {
		dialog.hide();
		await tell("stop_mailing", view);
		done(__("The report is mailed no more."));
	});
	dialog.add_custom_action(__("Send Once Now"), async () => {
		const { people } = await tell("mail_now", view);
		done(__("On its way to {0} people.", [people]));
	});
}

const FUNCTIONS = () => ({ Count: __("Count"), Sum: __("Sum"), Average: __("Average"), Minimum: __("Minimum"), Maximum: __("Maximum") });

const computed_fields = (told, functions) => [
	{ fieldtype: "Select", fieldname: "function", label: __("Show"), options: select(functions), default: "Count", reqd: 1 },
	{
		fieldtype: "Select",
		fieldname: "column",
		label: __("Of the Column"),
		options: told.columns,
		depends_on: "eval:doc.function!='Count'",
		mandatory_depends_on: "eval:doc.function!='Count'",
	},
];

const title_field = (view) => ({ fieldtype: "Data", fieldname: "title", label: __("Title"), default: view.report_name, reqd: 1 });
const without_column = (values) => ({ ...values, column: values.function === "Count" ? "" : values.column });

function card(view, told) {
	const fields = [title_field(view), ...computed_fields(told, FUNCTIONS())];
	ask(__("Make a Card of {0}", [view.report_name]), fields, __("Make"), async (values) => {
		go_on(view, await tell("make_card", view, without_column(values)));
	});
}

function chart(view, told) {
	const drawn = { Bar: __("Bars"), Pie: __("Pie"), Donut: __("Donut"), Percentage: __("Percentage"), Line: __("Line") };
	const { Count, Sum, Average } = FUNCTIONS();
	const fields = [
		title_field(view),
		{ fieldtype: "Select", fieldname: "group", label: __("Count By"), options: told.groups, default: told.group || first_group(told), reqd: 1 },
		{ fieldtype: "Select", fieldname: "drawn", label: __("Drawn As"), options: select(drawn), default: "Bar", reqd: 1 },
		...computed_fields(told, { Count, Sum, Average }),
	];
	ask(__("Make a Chart of {0}", [view.report_name]), fields, __("Make"), async (values) => {
		go_on(view, await tell("make_chart", view, without_column(values)));
	});
}

const first_group = ({ groups }) => (groups.find(({ value }) => ["state", "status", "act"].includes(value)) || groups[0])?.value;

// What was just made is seen nowhere until it stands somewhere.
function go_on(view, told) {
	const made = told.parts[told.parts.length - 1];
	done(__("{0} is made. Choose where it stands.", [qingdan.escape(made.name)]));
	setTimeout(() => workspace(view, told, made), 400);
}

function workspace(view, told, made) {
	const kinds = { Report: __("Report"), "Number Card": __("Card"), "Dashboard Chart": __("Chart") };
	const parts = [{ doctype: "Report", name: view.report_name }, ...told.parts];
	const is_chosen = ({ name, doctype }) => (made ? made.name === name && made.doctype === doctype : doctype === "Report");
	const options = parts.map((part, index) => ({
		value: String(index),
		label: qingdan.escape(`${kinds[part.doctype]} ${part.name}`),
		checked: is_chosen(part),
	}));
	const pages = [...told.workspaces.map(({ name, title }) => ({ value: name, label: title })), { value: "", label: __("A new one…") }];
	const fields = [
		{ fieldtype: "MultiCheck", fieldname: "parts", label: __("What Is Put There"), options, columns: 1 },
		{ fieldtype: "Select", fieldname: "workspace", label: __("Workspace"), options: pages, default: pages[0].value },
		{ fieldtype: "Data", fieldname: "title", label: __("Its Name"), depends_on: "eval:!doc.workspace", mandatory_depends_on: "eval:!doc.workspace" },
		{ ...roles_field(told, told.roles, __("Seen by the Roles (none: by you alone)")), depends_on: "eval:!doc.workspace" },
	];
	const dialog = ask(__("Put on a Workspace"), fields, __("Put There"), async (values) => {
		const chosen = JSON.stringify((values.parts || []).map((index) => parts[index]));
		const put = { parts: chosen, workspace: values.workspace || "", title: values.title || "" };
		const { route } = await tell("put_on_workspace", view, { ...put, roles: JSON.stringify(values.roles || []) });
		window.location.href = `/app/${encodeURI(route)}`; // Desk learns of a new workspace when it starts
	});
	if (told.parts.length) offer_removal(dialog, view, told);
}

function offer_removal(dialog, view, told) {
	dialog.set_secondary_action_label(__("Remove Ticked Cards and Charts"));
	dialog.set_secondary_action(async () => {
		const ticked = (dialog.get_value("parts") || []).map((index) => told.parts[index - 1]).filter(Boolean);
		dialog.hide();
		for (const { doctype, name } of ticked) await tell("remove_part", view, { part: doctype, part_name: name });
		done(__("{0} removed.", [ticked.length]));
	});
}
