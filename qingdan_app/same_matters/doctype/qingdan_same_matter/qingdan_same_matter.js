// A same matter: its tasks side by side, joined and parted by buttons, all or those that are ticked.

frappe.ui.form.on("Qingdan Same Matter", {
	refresh(frm) {
		frm.disable_form();
		const { beside, may_join } = frm.doc.__onload || {};
		if (!beside) return;
		const $beside = frm.get_field("members").$wrapper.html(qingdan.side_by_side_html(beside, may_join));
		$beside.find("[data-ask]").on("click", (event) => qingdan.ask_for_change([task_of(event.target)], () => frm.reload_doc()));
		if (!may_join) return;
		const members = (state) => beside.members.filter(({ member }) => member === state);
		if (members("Proposed").length || members("Parted").length) frm.add_custom_button(__("Join"), () => settle(frm, "join")).addClass("btn-primary");
		if (members("Proposed").length || members("Joined").length) frm.add_custom_button(__("Part"), () => settle(frm, "part"));
	},
});

const task_of = (element) => element.closest("[data-task]").dataset.task;

function settle(frm, act) {
	const tasks = frm.get_field("members").$wrapper.find("input:checked").get().map(task_of);
	const { members } = frm.doc.__onload.beside;
	const meant = members.filter(({ task }) => !tasks.length || tasks.includes(task));
	const needs_reason = act === "part" && meant.some(({ member }) => member === "Joined");
	return qingdan.settle_same_matter({ act, name: frm.doc.name, tasks, needs_reason }, () => frm.reload_doc());
}
