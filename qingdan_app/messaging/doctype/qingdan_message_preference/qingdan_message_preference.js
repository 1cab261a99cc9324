// What I do not want to be told.

frappe.ui.form.on("Qingdan Message Preference", {
	refresh(frm) {
		frappe
			.xcall("qingdan_app.api.messages.get_channels")
			.then((channels) => frm.fields_dict.channel.set_data(channels.map((value) => ({ value, label: __(value) }))));
	},
});
