// Handing out: a look at who gets how many, then one press. What is shown comes from the server, and so does who may.

frappe.provide("qingdan");

const HANDING_OUT = "qingdan_app.api.handing_out";

// `what` is `{names}`, tasks, or `{lists}`, of which all are meant that are not handed out yet; `done` follows the act.
qingdan.hand_out = async (what, done = () => {}) => {
	const { message } = await frappe.call({ method: `${HANDING_OUT}.get_preview`, args: what, freeze: true });
	if (!message.tasks) {
		frappe.show_alert({ message: __("All of these are handed out already."), indicator: "blue" });
		return done();
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Hand Out {0} Tasks", [message.tasks]),
		size: "large",
		fields: [{ fieldtype: "HTML", fieldname: "preview", options: preview_html(message) }],
		primary_action_label: __("Hand Out"),
		primary_action: () => send(what, message, dialog, done),
		secondary_action_label: __("Hand Out Later"),
		secondary_action: () => (dialog.hide(), done()),
	});
	return dialog.show();
};

async function send(what, { tasks: seen }, dialog, done) {
	dialog.hide();
	const { message } = await frappe.call({ method: `${HANDING_OUT}.hand_out`, args: { ...what, seen }, freeze: true });
	const words = __("{0} tasks handed out, {1} people told.", [message.tasks.length, message.people]);
	frappe.show_alert({ message: words, indicator: "green" }, 10);
	done();
}

function preview_html({ units, leaders, nobody, people }) {
	const told = __("{0} people get one message each.", [people]);
	return `<p>${told}</p>${nobody_html(nobody)}
		${table_html([__("Unit"), __("Leads"), __("Cooperates"), __("Told")], units.map(unit_row))}
		${leaders.length ? table_html([__("Leader"), __("Tasks"), __("Told")], leaders.map(leader_row)) : ""}`;
}

function nobody_html(units) {
	if (!units.length) return "";
	const names = units.map(qingdan.escape).join("、");
	return `<p class="qd-orange">${__("These units have nobody to tell: {0}", [names])}</p>`;
}

const unit_row = ({ unit, lead, cooperating, people }) => [unit, lead || "", cooperating || "", people.join("、") || "—"];

const leader_row = ({ leader, tasks, people }) => [leader, tasks, people.join("、") || "—"];

function table_html(labels, rows) {
	const cells = (row) => row.map((value) => `<td>${qingdan.escape(String(value))}</td>`).join("");
	return `<div class="table-responsive"><table class="table table-bordered table-sm">
		<thead><tr>${labels.map((label) => `<th scope="col">${label}</th>`).join("")}</tr></thead>
		<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</tbody></table></div>`;
}
