// A reminder opens with all that its receiver was reminded of on that day.

frappe.ui.form.on("Qingdan Reminder", {
	refresh(frm) {
		frm.disable_save();
		const { day, number, lines } = frm.doc.__onload.digest;
		const rows = lines.map(
			({ about, doctype, name, words, unit }) => `<tr><td>${qingdan.escape(about)}</td>
				<td><a href="${frappe.utils.get_form_link(doctype, name)}">${qingdan.escape(words)}</a></td><td>${qingdan.escape(unit)}</td></tr>`
		);
		const more = lines.length < number ? `<p class="text-muted">${__("The first {0} of them:", [lines.length])}</p>` : "";
		frm.fields_dict.digest.$wrapper.html(`<h5>${__("Reminders of {0}: {1} items", [qingdan.date(day), number])}</h5>${more}
			${qingdan.table_html([__("Reminded Of"), __("What Presses"), __("Unit")], rows)}`);
	},
});
