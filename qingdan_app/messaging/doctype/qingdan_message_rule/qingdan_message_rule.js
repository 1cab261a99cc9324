// What people are told: where, and in what words.

frappe.ui.form.on("Qingdan Message Rule", {
	refresh(frm) {
		const shipped = (frm.doc.__onload && frm.doc.__onload.shipped) || {};
		const language = (frappe.boot.lang || "").slice(0, 2);
		if (shipped[language]) {
			frm.set_df_property(`words_${language}`, "description", frappe.utils.escape_html(shipped[language]));
		}
	},
});
