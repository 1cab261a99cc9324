// A portfolio or a unit changes hands: who and what, what it would do, and giving the order.

const API = "qingdan_app.api.reorganizing";

frappe.ui.form.on("Qingdan Reorganization", {
	setup(frm) {
		const in_use = () => ({ filters: { disabled: 0 } });
		for (const field of ["unit", "new_unit", "leader", "new_leader"]) frm.set_query(field, in_use);
		frm.set_query("tasks", () => ({ filters: frm.doc.kind === "Portfolio" ? { leader: frm.doc.leader } : { lead_unit: frm.doc.unit } }));
		frm.set_query("units", in_use);
	},

	refresh(frm) {
		const ordered = !frm.is_new() && frm.doc.state !== "Draft";
		if (ordered) frm.disable_form();
		frm.get_field("foreseen").$wrapper.empty();
		if (frm.is_new() || frm.is_dirty() || frm.doc.state === "Done") return;
		frm.events.foresee(frm);
	},

	async foresee(frm) {
		const seen = await frappe.xcall(`${API}.get_preview`, { name: frm.doc.name });
		frm.get_field("foreseen").$wrapper.html(foreseen_html(seen));
		frm.clear_custom_buttons();
		if (!frm.doc.__onload?.may_order) return;
		if (frm.doc.state === "Scheduled") frm.add_custom_button(__("Call Off"), () => act(frm, "call_off"));
		else if (!seen.problems.length) frm.add_custom_button(label_of(frm), () => confirmed(frm, seen)).addClass("btn-primary");
	},
});

const label_of = (frm) => (frm.doc.__onload?.due ? __("Carry Out") : __("Order for {0}", [frappe.format(frm.doc.effective_date, { fieldtype: "Date" }, { inline: 1 })]));

function confirmed(frm, seen) {
	const asked = __("{0} tasks and {1} open turns change hands, and whoever is concerned is told. Go on?", [seen.tasks, seen.turns]);
	frappe.confirm(asked, () => act(frm, "order"));
}

async function act(frm, name) {
	await frappe.call({ method: `${API}.${name}`, args: { name: frm.doc.name }, freeze: true });
	return frm.reload_doc();
}

function foreseen_html(seen) {
	const said = [
		__("{0} open tasks change hands, with {1} open turns", [seen.tasks, seen.turns]),
		seen.closed && __("{0} closed ones keep who answered for them", [seen.closed]),
		seen.key_works && __("{0} key works follow", [seen.key_works]),
		seen.matters && __("{0} matters that are not taken on yet go along", [seen.matters]),
		seen.contacts && __("{0} contacts go along", [seen.contacts]),
		seen.named_in.length && __("To be changed by hand, for they name who gives away: {0}", [seen.named_in.map(qingdan.escape).join("、")]),
	].filter(Boolean);
	const wrong = seen.problems.map((words) => `<li class="qd-orange">${qingdan.escape(words)}</li>`).join("");
	return `<ul>${wrong}${said.map((words) => `<li>${words}</li>`).join("")}</ul>${tasks_html(seen)}`;
}

function tasks_html({ rows, tasks }) {
	const lines = rows.map(({ name, title, lead_unit }) => {
		const link = `<a href="${frappe.utils.get_form_link("Qingdan Task", name)}">${qingdan.escape(name)}</a>`;
		return `<li><b>${link}</b> ${qingdan.escape(title)} <span class="text-muted">${qingdan.escape(lead_unit || "")}</span></li>`;
	});
	const more = tasks > rows.length ? `<li class="text-muted">${__("and {0} more", [tasks - rows.length])}</li>` : "";
	return `<ul class="list-unstyled">${lines.join("")}${more}</ul>`;
}
