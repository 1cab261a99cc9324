// The head and the history of a form of ours say names and words, where core shows what is stored.

$(document).on("form-refresh", (_event, frm) => {
	if (!qingdan.is_ours(frm.doctype)) return;
	name_people_in_words(frm);
	say_follow(frm);
	if (frm.is_new()) return;
	put_person_in_title(frm);
	if (frm.timeline && !frm.timeline.in_words) say_history_in_words(frm);
});

// Core writes the button in English and says it anew for a document that is saved.
function say_follow(frm) {
	const button = frm.page.wrapper.find(".form-follow");
	if (button.text().trim() === "Follow") button.text(__("Follow"));
}

// Core draws the history before it tells anybody that a form is shown.
function say_history_in_words(frm) {
	const { timeline } = frm;
	const refresh = timeline.refresh.bind(timeline);
	timeline.in_words = true;
	timeline.refresh = () => {
		label_rows(frm);
		(frm.get_docinfo()?.versions || []).forEach((version) => put_into_words(frm, version));
		return refresh();
	};
	timeline.refresh();
}

function name_people_in_words({ fields_dict }) {
	Object.values(fields_dict)
		.filter(({ df }) => df.fieldtype === "Data" && (qingdan.people.stands_in(df) || qingdan.is_word(df)))
		.forEach(({ df }) => {
			df.formatter = (value) => qingdan.escape(qingdan.in_words(df, value));
		});
}

function put_person_in_title(frm) {
	const df = frm.meta.title_field && frm.get_docfield(frm.meta.title_field);
	if (df?.options !== "User" || !frm.doc[df.fieldname]) return;
	const name = qingdan.escape(qingdan.people.name(frm.doc[df.fieldname]));
	frm.page.set_title(name);
	frappe.utils.set_title(name);
}

// Core says the columns of rows in English.
function label_rows(frm) {
	for (const { options } of frm.meta.fields.filter(({ fieldtype }) => frappe.model.table_fields.includes(fieldtype))) {
		Object.values(frappe.meta.docfield_map[options] || {}).forEach((df) => {
			if (df.label) df.label = __(df.label);
		});
	}
}

function put_into_words(frm, version) {
	if (version.in_words || !version.data) return;
	const data = JSON.parse(version.data);
	for (const change of data.changed || []) say(frm.get_docfield(change[0]), change);
	for (const [table, , , changes] of data.row_changed || []) {
		const doctype = frm.get_docfield(table)?.options;
		for (const change of changes) say(frappe.meta.get_docfield(doctype, change[0]), change);
	}
	Object.assign(version, { data: JSON.stringify(data), in_words: true });
}

function say(df, change) {
	if (!df) return;
	for (const place of [1, 2]) {
		if (change[place] !== null && change[place] !== "") change[place] = String(qingdan.in_words(df, change[place]));
	}
}
