// People are shown by their names, never by the addresses they log in with, wherever a field of ours leads to one.
// Core has one switch for that, in the DocType led to: it would change the pages of all other apps as well.

frappe.provide("qingdan.people");

// Whether a DocType, a report or a page is the app's: the server says which are, another app's may be called alike.
qingdan.is_ours = (name) => frappe.boot.qingdan_ours.includes(name);

qingdan.people.name = (address) => frappe.boot.user_info[address]?.fullname || address;

// Names come with the documents and lists they stand in; what somebody has just chosen is asked for.
qingdan.people.learn = async (addresses) => {
	const unknown = addresses.filter((address) => address && !frappe.boot.user_info[address]);
	if (!unknown.length) return;
	const method = "frappe.desk.form.load.get_user_info_for_viewers";
	frappe.update_user_info(await frappe.xcall(method, { users: JSON.stringify(unknown) }));
};

// The record keeps people as they were called then, in plain fields.
const PEOPLE_IN_WORDS = { "Qingdan Approval Log": ["actor", "on_behalf_of"] };

qingdan.people.stands_in = ({ fieldtype, options, parent, fieldname }) =>
	(fieldtype === "Link" && options === "User") || Boolean(PEOPLE_IN_WORDS[parent]?.includes(fieldname));

// The words for a value of one of our fields; the value itself where it has none.
qingdan.in_words = (df, value) => {
	if (qingdan.people.stands_in(df)) return qingdan.people.name(value);
	if (df.fieldtype === "Check") return cint(value) ? __("Yes") : __("No");
	return value && qingdan.is_word(df) ? __(value) : value;
};

const WORDY = ["DocType", "Role", "Workflow State", "Workflow Action Master"];
// Plain fields that hold a word of the app's, not one of a person's.
const WORDS = {
	"Qingdan Approval Assignment": ["step_title"],
	"Qingdan Message": ["channel"],
	"Qingdan Message Preference": ["channel"],
};

qingdan.is_word = ({ fieldtype, options, parent, fieldname }) =>
	fieldtype === "Select" ||
	(fieldtype === "Link" && WORDY.includes(options)) ||
	Boolean(WORDS[parent]?.includes(fieldname));

for (const options of ["User", ...WORDY]) {
	const others = frappe.form.link_formatters[options];
	frappe.form.link_formatters[options] = (value, doc, df) => {
		if (value && qingdan.is_ours(df?.parent || doc?.doctype)) return qingdan.escape(qingdan.in_words({ fieldtype: "Link", options }, value));
		return others ? others(value, doc, df) : value;
	};
}

frappe.ui.form.ControlLink = class extends frappe.ui.form.ControlLink {
	is_title_link() {
		return super.is_title_link() || this.shows_words();
	}

	shows_words() {
		const report = frappe.get_route()[0] === "query-report" && frappe.get_route()[1];
		const words = ["User", ...WORDY].includes(this.get_options());
		return words && qingdan.is_ours(this.df.parent || this.get_reference_doctype() || report);
	}

	// The library of the list says in English alone what it has found.
	setup_awesomeplete() {
		super.setup_awesomeplete();
		this.awesomplete.statusXResults = __("{0} results found");
		this.awesomplete.statusNoResults = __("No Results found");
		this.awesomplete.ul.setAttribute("aria-label", __("Results"));
	}

	get_filter_description(filters) {
		if (!this.shows_words()) return super.get_filter_description(filters);
		const said = (value) => (typeof value === "string" ? __(value) : value);
		if (Array.isArray(filters)) return super.get_filter_description(filters.map((row) => [...row.slice(0, -1), said(row.at(-1))]));
		return super.get_filter_description(Object.fromEntries(Object.entries(filters).map(([field, value]) => [field, said(value)])));
	}

	async set_link_title(value) {
		if (!this.shows_words()) return super.set_link_title(value);
		const df = { fieldtype: "Link", options: this.get_options() };
		if (df.options === "User") await qingdan.people.learn([value]);
		this.translate_and_set_input_value(qingdan.in_words(df, value), value);
	}
};
