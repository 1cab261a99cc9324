// Forms whose state belongs to the flow: core's own workflow menu is put away, its moves would be refused.

frappe.provide("qingdan");

qingdan.put_away_core_actions = (frm) => {
	frm.states.show_actions = () => {};
};

// Show the fields of a section only to who may change them.
qingdan.only_for_editors = (frm, fieldnames) => {
	const may_write = frm.perm[0]?.write;
	fieldnames.forEach((fieldname) => frm.toggle_display(fieldname, Boolean(may_write)));
};
