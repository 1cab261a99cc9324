// One line of the inbox, and the dialog that approves many of them.

frappe.provide("qingdan.approval");

// `acts` are the verbs that the server offers on a line.
qingdan.approval.row_html = (row, index, box, acts) => `
	<div class="qd-inbox-row ${box === "copied" && !row.read_at ? "unread" : ""}" data-index="${index}">
		${box === "todo" ? select_html(row) : ""}
		<div class="qd-inbox-what">
			<a class="qd-inbox-title" href="${address_of(row, box)}">${qingdan.escape(row.subject_title || row.reference_name)}</a>
			${line_html(row)}
			<div class="text-muted qd-inbox-facts">${facts_of(row).filter(Boolean).join(" · ")}</div>
		</div>
		<div class="qd-inbox-state">${deadline_html(row.line)} ${qingdan.approval.mark_html(row.mark)}</div>
		${box === "todo" ? buttons_html(row, acts) : ""}
	</div>`;

// Read in the inbox while it waits; afterwards the document itself, where it opens for one still.
const address_of = (row, box) =>
	box !== "todo" && row.opens
		? frappe.utils.get_form_link(row.reference_doctype, row.reference_name)
		: `/app/qingdan-inbox/request/${encodeURIComponent(row.request)}`;

function select_html({ decides, subject_title }) {
	if (!decides) return `<span class="qd-no-select"></span>`;
	return `<input type="checkbox" aria-label="${__("Select {0}", [qingdan.escape(subject_title)])}">`;
}

function line_html({ line }) {
	if (!line) return "";
	const facts = line.facts.map((fact) => `<span>${qingdan.escape(fact)}</span>`).join(" · ");
	const excerpt = line.excerpt ? `<div class="qd-inbox-excerpt">${qingdan.escape(line.excerpt)}</div>` : "";
	return `${facts ? `<div class="qd-inbox-belongs">${facts}</div>` : ""}${excerpt}`;
}

function deadline_html(line) {
	if (!line) return "";
	const date = line.deadline ? `<span class="qd-inbox-deadline">${__("Deadline {0}", [qingdan.date(line.deadline)])}</span>` : "";
	return `${date} ${line.mark?.text ? qingdan.pill(line.mark.text, line.mark.colour) : ""}`;
}

function facts_of(row) {
	const behalf = row.on_behalf_of && __("for {0}", [qingdan.escape(row.on_behalf_of_name || row.on_behalf_of)]);
	const person = row.initiator_name || row.sent_by_name;
	return [
		`${qingdan.escape(__(row.reference_doctype))} ${qingdan.escape(row.reference_name)}`,
		qingdan.escape(row.step_title || ""),
		behalf,
		person && __("from {0}", [qingdan.escape(person)]),
		before_html(row.before),
		qingdan.moment(row.closed_at || row.opened_at || row.started_at || row.sent_at || ""),
	];
}

function before_html(before) {
	if (!before) return "";
	const decided = before.text ? ` (${qingdan.escape(before.text)})` : "";
	return `${__("before you: {0}", [qingdan.escape(before.name)])}${decided}`;
}

function buttons_html(row, acts) {
	if (!row.decides) return "";
	const buttons = acts.map(({ verb, words, place }) => {
		const style = place === "primary" ? "btn-primary" : "btn-default";
		return `<button class="btn btn-xs ${style}" data-verb="${verb}">${qingdan.escape(words)}</button>`;
	});
	return `<div class="qd-inbox-acts">${buttons.join("")}</div>`;
}

// The same opinion for all of them; each is decided by itself, and what happened to each is shown.
qingdan.approval.BulkDialog = class BulkDialog {
	constructor(act, rows, done) {
		Object.assign(this, { act, rows });
		this.dialog = new frappe.ui.Dialog({
			title: __("{0}: {1} Items", [act.words, rows.length]),
			fields: [
				{ fieldtype: "HTML", options: this.list_html(rows.map((row) => [row, ""])) },
				qingdan.approval.opinion_field(this.asks(), act.needs === "required"),
				{ fieldtype: "HTML", fieldname: "report" },
			],
			primary_action_label: act.words,
			primary_action: ({ opinion }) => this.perform(opinion || "", done),
		});
		this.dialog.show();
		qingdan.approval.send_by_keyboard(this.dialog);
		qingdan.approval.offer_phrases(this.dialog, act.verb);
	}

	asks() {
		return this.act.needs === "required" ? __("{0}, for all of them", [this.act.asks]) : __("Opinion for all of them");
	}

	list_html(pairs) {
		const lines = pairs.map(([row, result]) => {
			const name = `<b>${qingdan.escape(row.reference_name)}</b> ${qingdan.escape(row.subject_title)}`;
			return `<li class="list-group-item">${name} ${result}</li>`;
		});
		return `<ul class="list-group qd-bulk">${lines.join("")}</ul>`;
	}

	async perform(opinion, done) {
		const requests = JSON.stringify(this.rows.map(({ request, turn }) => ({ request, turn })));
		this.dialog.disable_primary_action();
		const args = { requests, verb: this.act.verb, opinion };
		const results = await frappe.xcall("qingdan_app.api.approvals.act_on_many", args);
		this.report(results);
		done();
	}

	report(results) {
		const failed = results.filter(({ ok }) => !ok).length;
		const pairs = this.rows.map((row, index) => [row, this.result_html(results[index])]);
		this.dialog.set_title(__("{0} done, {1} not", [results.length - failed, failed]));
		this.dialog.fields_dict.report.$wrapper.html(this.list_html(pairs));
		this.dialog.$wrapper.find(".qd-bulk").first().remove();
		this.dialog.fields_dict.opinion.toggle(false);
		this.dialog.set_primary_action(__("Close"), () => this.dialog.hide());
		this.dialog.enable_primary_action();
	}

	result_html({ ok, message }) {
		if (ok) return qingdan.pill(message, "green");
		return `<div class="qd-red">${qingdan.lines(frappe.utils.strip_html?.(message) ?? message)}</div>`;
	}
};
