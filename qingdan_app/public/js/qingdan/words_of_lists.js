// Cells, their titles and the groups beside a list of ours say names and words, where core shows what is stored.

frappe.views.ListView = class extends frappe.views.ListView {
	setup_defaults() {
		const done = super.setup_defaults();
		if (qingdan.is_ours(this.doctype)) {
			const formatters = { ...formatters_of(this.meta), ...this.settings.formatters };
			const keyed = this.meta.autoname === "hash"; // a key that says nothing takes no column
			this.settings = { hide_name_column: keyed, ...this.settings, formatters };
		}
		return done;
	}

	setup_columns() {
		super.setup_columns();
		if (qingdan.is_ours(this.doctype)) this.columns = said_once(this);
	}
};

// What a document is called by stands in its row once, under its own label, and so does its state, which has a mark.
function said_once({ columns, meta, doctype }) {
	const named_by = meta.autoname?.startsWith("field:") && frappe.meta.get_docfield(doctype, meta.autoname.slice(6));
	const state = columns.some(({ type }) => type === "Status") && frappe.workflow.get_state_fieldname(doctype);
	const shows = (fieldname, kind) => columns.some(({ type, df }) => type === kind && df.fieldname === fieldname);
	const said = [state, named_by && (shows("name", "Subject") ? named_by.fieldname : shows(named_by.fieldname, "Field") && "name")];
	return columns
		.filter(({ type, df }) => type !== "Field" || !said.includes(df.fieldname))
		.map((column) => (named_by && column.df?.fieldname === "name" ? { ...column, df: { ...column.df, label: named_by.label } } : column));
}

frappe.views.ListGroupBy = class extends frappe.views.ListGroupBy {
	async get_group_by_count(field) {
		const groups = await super.get_group_by_count(field);
		if (qingdan.is_ours(this.doctype)) await qingdan.people.learn(groups.map(({ name }) => name).filter(is_address));
		return groups;
	}

	get_dropdown_html(group, ...shown) {
		const item = $(super.get_dropdown_html(group, ...shown));
		const label = item.find(".group-by-value");
		if (qingdan.is_ours(this.doctype) && label.text().trim() === group.name) {
			label.text(is_address(group.name) ? qingdan.people.name(group.name) : __(group.name));
		}
		return item.prop("outerHTML");
	}
};

function is_address(name) {
	return String(name).includes("@") || frappe.boot.user_info[name];
}

function formatters_of({ fields }) {
	const shown = fields.filter((df) => qingdan.people.stands_in(df) || qingdan.is_word(df));
	return Object.fromEntries(shown.map(({ fieldname }) => [fieldname, cell_html]));
}

// The same as core draws, with the words for what is stored; the filter behind it stays.
function cell_html(value, df) {
	if (!value) return "";
	const words = qingdan.escape(qingdan.in_words(df, value));
	const [tag, pill] = df.fieldtype === "Select" ? ["span", `indicator-pill ${frappe.utils.guess_colour(value)}`] : ["a", ""];
	return `<span class="ellipsis" title="${qingdan.escape(__(df.label))}: ${words}">
		<${tag} class="filterable ellipsis ${pill}" data-filter="${df.fieldname},=,${qingdan.escape(value)}">
			<span class="ellipsis">${words}</span></${tag}></span>`;
}
