// What core's reports say in English alone, in the reader's language.

const TOTAL = "Total";

frappe.views.QueryReport = class extends frappe.views.QueryReport {
	prepare_columns(columns) {
		return super.prepare_columns(columns).map(({ format, ...column }) => ({ ...column, format: in_words(format) }));
	}
};

// The row of totals has no data: core says what it is in the first cell that is empty.
function in_words(format) {
	return (value, row, column, data) => {
		const shown = format(value, row, column, data);
		return column.isHeader && !data && shown === TOTAL ? __("Total") : shown;
	};
}

// By what the rows of a built report are put together.
frappe.ui.GroupBy = class extends frappe.ui.GroupBy {
	get_group_by_field_label() {
		return __(super.get_group_by_field_label());
	}
};
