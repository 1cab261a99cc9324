frappe.ui.form.on("Qingdan List", {
	refresh(frm) {
		if (frm.is_new()) return;
		qingdan.show_roll_up(frm, { list: frm.doc.name });
		frm.add_custom_button(__("Tasks"), () =>
			frappe.set_route("List", "Qingdan Task", "List", { list: frm.doc.name })
		);
		qingdan.offer_end_of_list(frm);
		qingdan.show_archived(frm, frm.doc.archived_at);
		const { drafted } = frm.doc.__onload || {};
		if (!drafted || frm.doc.archived_at || !frappe.boot.qingdan_hands_out) return;
		frm.set_intro(__("{0} tasks of this list are not handed out yet.", [drafted]), "orange");
		frm.page.set_primary_action(__("Hand Out"), () => qingdan.hand_out({ lists: [frm.doc.name] }, () => frm.reload_doc()));
	},
});
