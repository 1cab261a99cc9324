// What a form shows of an approval: where it stands, who has it, what changed, what was said.

frappe.provide("qingdan.approval");

qingdan.approval.view_html = (view, open_history) => `
	<div class="qd-approval-head">
		<b>${__("Approval")}</b> ${qingdan.approval.mark_html(view.mark)}
		<span class="text-muted">${sent_in_html(view)}</span>
	</div>
	${steps_html(view)}
	${holders_html(view)}
	${qingdan.approval.changes_of(view)}
	<details class="qd-opinions" ${open_history ? "open" : ""}>
		<summary>${__("What was said and done ({0})", [view.history.length])}</summary>
		<ol class="qd-timeline">${[...view.history].reverse().map((entry) => entry_html(entry, view)).join("")}</ol>
	</details>
	${earlier_html(view)}`;

// What the document went through before: each opens as it was read then.
function earlier_html({ earlier }) {
	if (!earlier?.length) return "";
	const links = earlier.map(
		({ request, mark, started_at }) =>
			`<a href="/app/qingdan-inbox/request/${encodeURIComponent(request)}">${qingdan.moment(started_at)} ${qingdan.escape(mark.text)}</a>`,
	);
	return `<p class="text-muted qd-earlier">${__("Earlier approvals")}${__(":", null, "After a label")} ${links.join(" · ")}</p>`;
}

qingdan.approval.changes_of = ({ meanwhile, changed }) =>
	changes_html(meanwhile, __("Changed since it was sent in, past its approval")) +
	changes_html(changed, __("Changed since the last return"));

function sent_in_html({ initiator_name, started_at, ended_at }) {
	const sent = __("sent in by {0} on {1}", [qingdan.escape(initiator_name), qingdan.moment(started_at)]);
	return ended_at ? `${sent} · ${__("ended {0}", [qingdan.moment(ended_at)])}` : sent;
}

function steps_html({ steps }) {
	const place = { passed: "done", current: "now", ahead: "" };
	const modes = qingdan.approval.MODES();
	const items = steps.map(
		(step) => `<li class="${place[step.state]}" title="${modes[step.mode] || ""}">
			<span>${qingdan.escape(step.title)}</span></li>`,
	);
	return `<ol class="qd-steps">${items.join("")}</ol>`;
}

function holders_html({ holders, open }) {
	if (!open) return "";
	if (!holders.length) return `<p class="qd-red">${__("Nobody has this now; the administrators were told.")}</p>`;
	return `<ul class="qd-holders">${holders.map(holder_html).join("")}</ul>`;
}

function holder_html(holder) {
	const who = qingdan.approval.person_html(holder.assignee_name, holder.on_behalf_of_name);
	const since = holder.opened_at ? __("since {0}", [qingdan.moment(holder.opened_at)]) : "";
	const standing = { Open: "", Held: __("waits for an answer"), Waiting: __("comes next") }[holder.standing];
	const question = holder.question ? `<blockquote>${qingdan.lines(holder.question)}</blockquote>` : "";
	return `<li class="${holder.standing.toLowerCase()}">
		<b>${who}</b> <span class="text-muted">${qingdan.escape(holder.step_title)} ${since} ${standing}</span>
		${qingdan.approval.mark_html(holder.mark)}${question}</li>`;
}

function changes_html(changed, words) {
	if (!changed.length) return "";
	return `<div class="qd-changes"><b>${words}</b><ul>${changed.map(change_html).join("")}</ul></div>`;
}

// What was, and what is now, in the words of the form.
function change_html({ label, was, now }) {
	const before = was ? `<del>${qingdan.lines(was)}</del>` : "";
	const after = now ? `<ins>${qingdan.lines(now)}</ins>` : "";
	const words = !was ? __("added: {0}", [after]) : !now ? __("taken out: {0}", [before]) : `${before} → ${after}`;
	return `<li><span class="text-muted">${qingdan.escape(label)}${__(":", null, "After a label")}</span> ${words}</li>`;
}

function entry_html(entry, { steps }) {
	const who = entry.by_clock
		? __("The clock")
		: qingdan.approval.person_html(entry.actor_name, entry.on_behalf_of_name);
	const named = qingdan.approval.named_html(entry.people);
	const step = entry.from_state ? qingdan.approval.step_title(entry.from_state, steps) : "";
	return `<li class="qd-entry ${entry.colour}">
		<div class="qd-entry-head"><b>${qingdan.escape(entry.words)}</b> <span>${who} ${named}</span>
			<span class="text-muted">${qingdan.escape(step.startsWith("@") ? "" : step)}</span>
			<time class="text-muted">${qingdan.moment(entry.acted_at)}</time></div>
		${entry.signature ? `<img class="qd-signature" alt="${__("Signature")}" src="${qingdan.escape(entry.signature)}">` : ""}
		${entry.opinion ? `<blockquote>${qingdan.lines(entry.opinion)}</blockquote>` : ""}
	</li>`;
}
