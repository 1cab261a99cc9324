// Somebody stands in: for oneself, or for somebody whose secretary one is.

frappe.ui.form.on("Qingdan Approval Delegation", {
	async setup(frm) {
		frm.principals = await frappe.xcall("qingdan_app.api.delegations.get_principals");
		frm.set_query("person", () => frm.principals && { filters: { name: ["in", frm.principals] } });
		frm.set_df_property("scope_kind", "options", await frappe.xcall("qingdan_app.api.delegations.get_scope_kinds"));
		frm.set_query("delegate", () => ({ filters: { name: ["!=", frm.doc.person || ""], enabled: 1 } }));
		if (frm.doc) frm.trigger("show_person");
	},

	refresh(frm) {
		if (frm.is_new() && !frm.doc.person) frm.set_value("person", frappe.session.user);
		frm.trigger("show_person");
		frm.trigger("offer_scope");
		if (frm.is_new()) return;
		if (frm.doc.revoked) frm.set_intro(__("Revoked: open turns have gone back."), "orange");
		else if (frm.perm[0]?.write) frm.add_custom_button(__("Revoke"), () => frm.events.revoke(frm));
	},

	// Most people may enter a stand-in for themselves only; then there is nothing to choose.
	show_person(frm) {
		frm.set_df_property("person", "read_only", frm.principals?.length === 1 ? 1 : 0);
	},

	scope_kind(frm) {
		frm.set_value("scope_key", "");
		frm.trigger("offer_scope");
	},

	async offer_scope(frm) {
		const { scope_kind: kind } = frm.doc;
		if (!kind || kind === "All") return;
		const options = await frappe.xcall("qingdan_app.api.delegations.get_scopes", { kind });
		frm.set_df_property("scope_key", "options", options);
	},

	revoke(frm) {
		frappe.confirm(__("End this stand-in now? What was done stays; what is open goes back."), async () => {
			await frm.set_value("revoked", 1);
			await frm.save();
		});
	},
});
