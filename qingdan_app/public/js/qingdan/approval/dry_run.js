// The dry run of a flow: who would get how many documents, what nobody would get, what differs from the version in force.

frappe.provide("qingdan.approval");

const SHOWN_ROWS = 200;

qingdan.approval.show_dry_run = (frm, found) => {
	const dialog = new frappe.ui.Dialog({
		title: __("Dry Run of {0} over {1} Documents", [frm.doc.name, found.documents]),
		fields: [{ fieldtype: "HTML", fieldname: "tables" }],
		size: "extra-large",
	});
	if (!found.documents) return say_nothing(dialog);
	const titles = Object.fromEntries(frm.doc.steps.map((step) => [step.step_key, step.title]));
	dialog.fields_dict.tables.$wrapper.html(tables_html(frm.doc.document_type, found, titles));
	dialog.show();
};

// Nothing wrong was found where nothing was tried: that is no good news.
function say_nothing(dialog) {
	const words = __("There is no document of this type yet: nothing was tried. Make one or two, then try the flow again.");
	dialog.fields_dict.tables.$wrapper.html(`<p class="qd-orange">${words}</p>`);
	dialog.show();
}

function tables_html(doctype, found, titles) {
	const people = Object.entries(found.people).map(([user, count]) => [person_html(user, found.names), count]);
	const nobody = found.nobody.map(({ name, title, step }) => [link_html(doctype, name, title), qingdan.escape(titles[step] || step)]);
	const changed = found.changed.map(({ name, title, before, after }) => [
		link_html(doctype, name, title), steps_html(before, titles, found.names), steps_html(after, titles, found.names),
	]);
	return [
		table_html(__("Nobody would get these"), [__("Document"), __("Step")], nobody, __("None: somebody is found for every step.")),
		table_html(__("Different from the version in force"), [__("Document"), __("Now"), __("Under This Version")], changed, __("None.")),
		table_html(__("Who would get how many"), [__("Person"), __("Documents")], people, __("None.")),
	].join("");
}

// An address is said only where two have one name.
function person_html(user, names) {
	const shared = Object.values(names).filter((name) => name === names[user]).length > 1;
	const address = shared ? ` <span class="text-muted">${qingdan.escape(user)}</span>` : "";
	return `${qingdan.escape(names[user])}${address}`;
}

function link_html(doctype, name, title) {
	const link = frappe.utils.get_form_link(doctype, name, true);
	return title === name ? link : `${link}<br><span class="text-muted">${qingdan.escape(title)}</span>`;
}

function steps_html(steps, titles, names) {
	if (!steps.length) return `<span class="text-muted">${__("not under this flow")}</span>`;
	const lines = steps.map(({ step, people }) => {
		const who = people.map((user) => qingdan.escape(names[user] || user)).join("、") || "—";
		return `${qingdan.escape(titles[step] || step)}: ${who}`;
	});
	return lines.join("<br>");
}

function table_html(title, heads, rows, nothing) {
	const head = `<h5>${title} <span class="text-muted">${rows.length}</span></h5>`;
	if (!rows.length) return `${head}<p class="text-muted">${nothing}</p>`;
	const lines = rows.slice(0, SHOWN_ROWS).map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
	const more = rows.length > SHOWN_ROWS ? `<p class="text-muted">${__("and {0} more", [rows.length - SHOWN_ROWS])}</p>` : "";
	return `${head}<div class="qd-scroll"><table class="table table-bordered table-sm">
		<thead><tr>${heads.map((word) => `<th>${word}</th>`).join("")}</tr></thead>
		<tbody>${lines.join("")}</tbody></table></div>${more}`;
}
