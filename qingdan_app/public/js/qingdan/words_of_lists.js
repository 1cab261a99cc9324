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
};

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
