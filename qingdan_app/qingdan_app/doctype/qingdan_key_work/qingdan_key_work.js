frappe.ui.form.on("Qingdan Key Work", {
	refresh(frm) {
		frm.fields_dict.lead_rule.df.formatter = (rule) => LEAD_RULES()[rule] || qingdan.escape(rule);
		frm.refresh_field("lead_rule");
		qingdan.only_for_editors(frm, ["correction_reason"]);
		if (frm.is_new()) return;
		qingdan.show_archived(frm);
		qingdan.show_instructions(frm);
		qingdan.offer_instruction(frm, "key_work");
		qingdan.show_roll_up(frm, { key_work: frm.doc.name });
		frm.add_custom_button(__("Tasks"), () =>
			frappe.set_route("List", "Qingdan Task", "List", { key_work: frm.doc.name })
		);
	},
});

// Why a unit leads, as the reader of the document found it.
const LEAD_RULES = () => ({
	only_unit: __("The only unit named"),
	first_unit: __("The first unit named"),
	stated_first: __("The list says that the first unit named leads"),
	joint_leads: __("Several are named as lead in the text"),
	shared: __("The work is shared; nobody is named as lead"),
	named_lead: __("Named as lead in the text"),
	all_cooperate: __("The lead stands outside the unit cell"),
	no_unit: __("No unit named"),
	named_at_import: __("Named at the import"),
	said_for_all: __("Said for the whole document at the import"),
});
