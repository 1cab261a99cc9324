// Tasks of several lists that are the same matter: shown on a task, held side by side, joined and parted.

frappe.provide("qingdan");

const API = "qingdan_app.api.same_matters";

const link_html = (doctype, name) => `<a href="${frappe.utils.get_form_link(doctype, name)}">${qingdan.escape(name)}</a>`;

// What a task says of the others of its matter; to whoever settles it, also that others are proposed.
qingdan.same_matter_html = ({ same_matter, same_proposed = [] } = {}) => {
	const proposed = same_proposed.map((name) => link_html("Qingdan Same Matter", name)).join("、");
	const asked = proposed ? `<div class="qd-orange">${__("May be the same as tasks of other lists: {0}", [proposed])}</div>` : "";
	if (!same_matter) return asked && `<div class="qd-notices">${asked}</div>`;
	const others = same_matter.others.map(other_html).join("");
	const hidden = same_matter.hidden ? `<li class="text-muted">${__("and {0} more that you do not see", [same_matter.hidden])}</li>` : "";
	return `<div class="qd-notices qd-same"><b>${__("The Same Matter Stands Also In")}</b>
		<div class="text-muted">${__("What is reported on one of them stands at all of them.")}</div>
		<ul class="list-unstyled">${others}${hidden}</ul>${asked}</div>`;
};

function other_html({ name, title, list, state, course, mark, percent, lead_unit }) {
	const stands = mark ? qingdan.pill(mark.text, mark.colour) : "";
	return `<li><b>${link_html("Qingdan Task", name)}</b> ${__(course || state)} ${stands} ${qingdan.escape(lead_unit || "")} ${Math.round(percent || 0)}%
		<div>${qingdan.escape(title)} <span class="text-muted">${qingdan.escape(list)}</span></div></li>`;
}

// The tasks of a same matter side by side, each in a column; what differs is marked. One task under the other on a phone.
qingdan.side_by_side_html = ({ members, fields }, may_join) => {
	const column = (member) => `<section class="qd-member" data-task="${qingdan.escape(member.task)}">
		<div><label>${box_html(member, may_join)} <b>${link_html("Qingdan Task", member.task)}</b></label> ${qingdan.pill(__(member.member), member.colour)}</div>
		<div class="text-muted">${qingdan.escape(member.list_title || member.list)} · ${__(member.course || member.state)} · ${Math.round(member.percent || 0)}%</div>
		<dl>${fields.map((field) => said_html(field, member)).join("")}</dl>
		${member.reason ? `<div class="text-muted">${qingdan.lines(member.reason)}</div>` : ""}
		${may_join ? `<button class="btn btn-xs btn-default" data-ask>${__("Ask for a Change")}</button>` : ""}</section>`;
	return `<div class="qd-three qd-beside">${members.map(column).join("")}</div>`;
};

const box_html = ({ task }, may_join) => (may_join ? `<input type="checkbox" aria-label="${qingdan.escape(task)}">` : "");

function said_html({ name, label, differs }, { values }) {
	const said = qingdan.lines(values[name] || "—");
	return `<dt class="text-muted">${qingdan.escape(label)}</dt><dd>${differs ? `<mark>${said}</mark>` : said}</dd>`;
}

// `act` is `join` or `part`; parting what was joined says why.
qingdan.settle_same_matter = ({ act, name, tasks = [], needs_reason, many }, done) => {
	const join = act === "join";
	const dialog = new frappe.ui.Dialog({
		title: join ? __("Join as the Same Matter") : __("Part from the Same Matter"),
		fields: [
			{ fieldtype: "HTML", fieldname: "means", options: `<p>${join ? __("Units report once, and the report stands at every task. Each task is completed by its own leader.") : __("What was reported so far stays as it was filed; from now on each task is reported by itself.")}</p>` },
			{ fieldtype: "Small Text", fieldname: "reason", label: __("Reason"), reqd: needs_reason ? 1 : 0 },
		],
		primary_action_label: join ? __("Join") : __("Part"),
		primary_action: async ({ reason }) => {
			const args = many ? { names: many } : { name, tasks: JSON.stringify(tasks) };
			const { message } = await frappe.call({ method: `${API}.${many ? `${act}_many` : act}`, args: { ...args, reason: reason || "" }, freeze: true });
			dialog.hide();
			done(message);
		},
	});
	dialog.show();
	return dialog;
};

// Tasks that somebody has chosen in the list are held side by side first.
qingdan.choose_same_matter = async (tasks) => {
	if (tasks.length < 2) return frappe.show_alert({ message: __("Choose at least two tasks: one alone is no same matter."), indicator: "orange" });
	const { message } = await frappe.call({ method: `${API}.choose`, args: { tasks: JSON.stringify(tasks) }, freeze: true });
	return frappe.set_route("Form", "Qingdan Same Matter", message.name);
};

qingdan.find_same_matters = async () => {
	const [latest] = await frappe.db.get_list("Qingdan List", { fields: ["year"], order_by: "year desc", limit: 1 });
	frappe.prompt(
		{ fieldtype: "Int", fieldname: "year", label: __("Year"), reqd: 1, default: latest?.year },
		async ({ year }) => {
			await frappe.call({ method: `${API}.find`, args: { year }, freeze: true });
			frappe.show_alert({ message: __("The lists of {0} are being compared. What is found appears here by and by.", [year]), indicator: "green" });
		},
		__("Look for Same Matters"),
		__("Look")
	);
};
