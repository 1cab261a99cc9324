// Rules of lights: the form shows which tasks would change their colour before it is saved.

const WAIT = 500;

frappe.ui.form.on("Qingdan Light Rule Set", {
	setup(frm) {
		frm.preview_soon = frappe.utils.debounce(() => preview(frm), WAIT);
	},
	refresh: (frm) => preview(frm),
});

const changed = (frm) => frm.preview_soon();
frappe.ui.form.on("Qingdan Light Rule", {
	colour: changed,
	fact: changed,
	comparison: changed,
	number: changed,
	also_fact: changed,
	also_comparison: changed,
	also_number: changed,
	made_good: changed,
	made_good_days: changed,
	rules_add: changed,
	rules_remove: changed,
	rules_move: changed,
});

// Whoever may not change rules is not asked what a change would do.
async function preview(frm) {
	if (!frappe.model.can_write(frm.doctype)) return frm.toggle_display(["section_preview", "preview"], false);
	const rules = (frm.doc.rules || []).filter(({ colour, fact }) => colour && fact);
	const area = frm.fields_dict.preview.$wrapper;
	if (!rules.length) return area.html("");
	const { message } = await frappe.call({
		method: "qingdan_app.api.lights.get_preview",
		args: { rule_set: frm.is_new() ? "" : frm.doc.name, rules },
	});
	area.html(preview_html(message));
}

function preview_html({ looked_at, more, counts, changed, tasks, lists }) {
	if (!lists.length) return `<p class="text-muted">${__("No list goes by these rules. Choose them in a list, or for all lists in the settings.")}</p>`;
	const numbers = counts.map(
		({ text, colour, before, after }) => `<tr><td>${qingdan.pill(text, colour)}</td><td>${before}</td><td>${after}</td></tr>`
	);
	const rows = tasks.map(
		({ name, title, before, after, reason }) => `<tr><td><a href="${frappe.utils.get_form_link("Qingdan Task", name)}">${qingdan.escape(title)}</a></td>
			<td>${qingdan.pill(before.text, before.colour)} → ${qingdan.pill(after.text, after.colour)}</td><td>${qingdan.escape(reason)}</td></tr>`
	);
	const says = more ? __("{0} of the first {1} tasks would show another colour.", [changed, looked_at]) : __("{0} of {1} tasks would show another colour.", [changed, looked_at]);
	const names = tasks.length < changed ? `<p class="text-muted">${__("The first {0} of them:", [tasks.length])}</p>` : "";
	return `<p>${says}</p>
		${qingdan.table_html([__("Light"), __("Today"), __("By These Rules")], numbers)}
		${names}${rows.length ? qingdan.table_html([__("Task"), __("Light"), __("Reason")], rows) : ""}`;
}
