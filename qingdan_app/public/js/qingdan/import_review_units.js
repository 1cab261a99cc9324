// Names of units in a document: which unit each means, what is proposed for it and why.

frappe.provide("qingdan");

qingdan.draw_review_units = async ($list, counts, review, whole = !counts.open) => {
	const on = await qingdan.draw_review_rows($list, {
		tools: tools_html(counts, whole),
		fetch: (start) => review.get("get_units", { whole: whole ? 1 : 0, start }),
		key: "written",
		draw: unit_html,
	});
	const choose = ({ written, seen }, resolution, unit = "") => review.call("choose_unit", { written, resolution, unit, seen });

	on("[data-unit]", (row, { dataset: { unit } }) => choose(row, "Use Existing", unit));
	on("[data-create]", (row) => choose(row, "Create"));
	on("[data-undo]", (row) => choose(row, "Unresolved"));
	on("[data-other]", (row) => ask_unit(row, (unit) => choose(row, "Use Existing", unit)));
	on("[data-same]", (row) => ask_spelling(row, review.names(), (name) => choose(row, "Same as Another", name)));
	on("[data-why]", (_row, { dataset: { why } }) => review.call("take_proposals", { why }));
	on("[data-whole]", () => qingdan.draw_review_units($list, counts, review, !whole));
};

function tools_html({ open, total, proposed }, whole) {
	const all = proposed.map(
		({ why, title, count }) => `<button type="button" class="btn btn-xs btn-primary" data-why="${why}">${__("Take {0}: {1}", [count, qingdan.escape(title)])}</button>`
	);
	const other = open < total || whole ? `<button type="button" class="btn btn-xs btn-link" data-whole>${whole ? __("Only Open Ones") : __("All {0} Names", [total])}</button>` : "";
	return `<div class="qd-rv-tools"><b>${__("Names of Units")}</b>${all.join("")}${other}</div>`;
}

function unit_html(row) {
	const alias = row.alias ? ` <span class="text-muted">${qingdan.escape(row.alias)}</span>` : "";
	const place = row.line ? `<button type="button" class="btn btn-xs btn-link" data-jump="${row.line}">${__("in {0} key works", [row.key_works])}</button>` : "";
	return `<div><b>${qingdan.escape(row.written)}</b>${alias}${place}</div>
		<div class="qd-rv-acts">${row.asks ? open_html(row) : decided_html(row)}</div>`;
}

function open_html({ proposals }) {
	const offered = proposals.map(
		({ unit, reason }) =>
			`<button type="button" class="btn btn-xs btn-default" data-unit="${qingdan.escape(unit)}"><b>${qingdan.escape(unit)}</b> <span class="text-muted">${qingdan.escape(reason)}</span></button>`
	);
	return `${offered.join("")}<button type="button" class="btn btn-xs btn-default" data-other>${__("Another Unit…")}</button>${same_html()}
		<button type="button" class="btn btn-xs btn-default" data-create>${__("Make It a New Unit")}</button>`;
}

const same_html = () => `<button type="button" class="btn btn-xs btn-default" data-same>${__("Same as Another Name…")}</button>`;

function decided_html({ unit, same_as, resolution, answered_by, answered_at }) {
	const spelling = same_as ? __("is another spelling of {0}", [same_as]) : __("means {0}", [unit]);
	const means = resolution === "Create" ? __("is a new unit") : spelling;
	const who = answered_by ? `${answered_by}, ${qingdan.moment(answered_at || "")}` : "";
	return `<span>${[means, who].filter(Boolean).map(qingdan.escape).join(" · ")}</span>
		<button type="button" class="btn btn-xs btn-default" data-other>${__("Another Unit…")}</button>
		${resolution === "Create" ? same_html() : `<button type="button" class="btn btn-xs btn-default" data-create>${__("Make It a New Unit")}</button>`}
		${answered_by ? `<button type="button" class="btn btn-xs btn-default" data-undo>${__("Ask Again")}</button>` : ""}`;
}

// Names of the document that were read as two bodies, and are one.
function ask_spelling({ written }, names, done) {
	const dialog = new frappe.ui.Dialog({
		title: __("Of which name is {0} another spelling?", [qingdan.escape(written)]),
		fields: [
			{
				fieldtype: "Autocomplete",
				fieldname: "name",
				label: __("Name in This Document"),
				options: names.filter((name) => name !== written),
				reqd: 1,
				description: __("One unit is created under that name, and is found under both."),
			},
		],
		primary_action_label: __("Save"),
		primary_action: ({ name }) => {
			dialog.hide();
			done(name);
		},
	});
	dialog.show();
}

function ask_unit({ written, unit }, done) {
	const dialog = new frappe.ui.Dialog({
		title: __("Which unit is {0}?", [qingdan.escape(written)]),
		fields: [{ fieldtype: "Link", fieldname: "unit", options: "Qingdan Unit", label: __("Unit"), default: unit, reqd: 1, get_query: () => ({ filters: { disabled: 0 } }) }],
		primary_action_label: __("Save"),
		primary_action: (values) => {
			dialog.hide();
			done(values.unit);
		},
	});
	dialog.show();
}
