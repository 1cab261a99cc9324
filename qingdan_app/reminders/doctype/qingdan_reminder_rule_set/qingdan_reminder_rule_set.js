// Rules of reminders: the form shows whom they would remind today before they are saved.

const WAIT = 500;

frappe.ui.form.on("Qingdan Reminder Rule Set", {
	setup(frm) {
		frm.preview_soon = frappe.utils.debounce(() => preview(frm), WAIT);
	},
	refresh: (frm) => preview(frm),
});

const changed = (frm) => frm.preview_soon();
const COLUMNS = ["enabled", "about", "days", "again_every", "working_days", "on_days_of_rest", "to_asked", "to_handler", "to_liaison", "to_head", "to_supervision", "to_office"];
frappe.ui.form.on("Qingdan Reminder Rule", {
	...Object.fromEntries(COLUMNS.map((column) => [column, changed])),
	rules_add: changed,
	rules_remove: changed,
});

// Whoever may not change rules is not asked what a change would do; a row that is not written to its end is passed over.
async function preview(frm) {
	if (!frappe.model.can_write(frm.doctype)) return frm.toggle_display(["section_preview", "preview"], false);
	const rules = (frm.doc.rules || []).filter((row) => row.about && row.days && COLUMNS.some((column) => column.startsWith("to_") && row[column]));
	const area = frm.fields_dict.preview.$wrapper;
	if (!rules.length) return area.html("");
	const { message } = await frappe.call({
		method: "qingdan_app.api.reminders.get_preview",
		args: { rule_set: frm.is_new() ? "" : frm.doc.name, rules },
	});
	return area.html(preview_html(message));
}

function preview_html({ lists, items, more, number, people }) {
	if (!lists.length) return `<p class="text-muted">${__("No list goes by these rules. Choose them in a list, or for all lists in the settings.")}</p>`;
	const rows = people.map(
		({ full_name, items, first }) => `<tr><td>${qingdan.escape(full_name)}</td><td>${items}</td><td>${first.map(qingdan.escape).join("<br>")}</td></tr>`
	);
	const says = more ? __("{0} people would be reminded today, of the first {1} items alone.", [number, items]) : __("{0} people would be reminded today, of {1} items.", [number, items]);
	const names = people.length < number ? `<p class="text-muted">${__("The first {0} of them:", [people.length])}</p>` : "";
	return `<p>${says}</p>${names}${rows.length ? qingdan.table_html([__("Person"), __("Items"), __("What They Would Read")], rows) : ""}`;
}
