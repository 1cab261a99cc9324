// An entry as it is stored; its act and its steps in words.

frappe.ui.form.on("Qingdan Approval Log", {
	refresh(frm) {
		for (const [fieldname, words] of Object.entries(frm.doc.__onload?.words || {})) {
			frm.fields_dict[fieldname].df.formatter = () => qingdan.escape(words);
			frm.refresh_field(fieldname);
		}
	},
});
