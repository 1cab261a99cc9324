// The columns of an import: what each was taken for, changed and remembered; and which row is the header where none is known.

frappe.provide("qingdan");

const API = "qingdan_app.api.imports";

qingdan.offer_columns = (frm) => {
	const $place = frm.fields_dict.columns_read.$wrapper;
	if (frm.is_new() || !frm.doc.file) return $place.empty();
	const shown = new Columns(frm, $place);
	return frm.doc.status === "Draft" ? shown.offer() : shown.load(false);
};

class Columns {
	constructor(frm, $place) {
		this.name = frm.doc.name;
		this.frm = frm;
		this.$place = $place;
		this.may = Boolean(frm.perm[0]?.write) && ["Draft", "Previewed"].includes(frm.doc.status);
		$place.off("click change");
		$place.on("click", "[data-do]", ({ currentTarget }) => this[currentTarget.dataset.do](Number(currentTarget.dataset.at)));
		$place.on("change", "input[type=radio]", ({ currentTarget }) => this.choose_row(...currentTarget.value.split("-").map(Number)));
	}

	// Before a file was read nothing is known of its columns; a button shows its first rows.
	offer() {
		this.$place.html(this.may ? button_html("look", __("Say What the Columns Are")) : "");
	}

	look() {
		return this.load(true);
	}

	async load(with_tables) {
		const args = { name: this.name, with_tables: with_tables ? 1 : 0 };
		const { message } = await frappe.call({ method: `${API}.get_columns`, args, type: "GET", freeze: with_tables });
		if (this.frm.doc.name !== this.name) return;
		this.shown = message;
		this.draw();
	}

	draw() {
		const { headers, tables } = this.shown;
		const read = headers.map((header, at) => this.header_html(header, at)).join("");
		const unknown = headers.some((header) => header.unknown.length);
		const folded = `<details class="qd-columns" ${unknown ? "open" : ""}><summary>${__("What the columns were taken for ({0} headers)", [headers.length])}</summary>${read}</details>`;
		const none = `<p class="text-muted">${__("No table with a header was read.")}</p>`;
		const more = this.may && !tables.length && !headers.length ? button_html("look", __("Say What the Columns Are")) : "";
		this.$place.html(tables.length ? this.tables_html(tables) : headers.length ? folded : `${none}${more}`);
	}

	header_html(header, at) {
		const where = header.places.filter(Boolean).join("、");
		return `<div class="qd-header" data-header="${at}"><p class="text-muted">${qingdan.escape(where)}</p>
			${this.selects_html(header.headings, header.roles, header.unknown)}${this.remembered_html(header)}
			${this.may ? button_html("say", __("Read Again So"), at) : ""}
			${this.may && (header.remembered || header.line) ? button_html("undo", __("Undo"), at) : ""}</div>`;
	}

	remembered_html({ remembered, line }) {
		if (line) return `<p class="text-muted">${__("This table has no header; what was said holds for this file.")}</p>`;
		if (!remembered) return "";
		const words = __("Remembered: said by {0} on {1}. Every table with this header is read so.", [qingdan.escape(remembered.by), qingdan.moment(remembered.at)]);
		return `<p class="qd-remembered">${words}</p>`;
	}

	selects_html(headings, roles, unknown = []) {
		const rows = headings.map((heading, at) => {
			const words = qingdan.escape(heading || __("(no words)"));
			const mark = unknown.includes(at) ? ` <span class="qd-orange">${__("not known")}</span>` : "";
			const options = this.shown.roles.map(
				({ value, label }) => `<option value="${qingdan.escape(value)}" ${value === roles[at] ? "selected" : ""}>${qingdan.escape(label)}</option>`
			);
			return `<label class="qd-column"><span>${words}${mark}</span>
				<select class="form-control input-sm" ${this.may ? "" : "disabled"}>${options.join("")}</select></label>`;
		});
		return `<div class="qd-column-grid">${rows.join("")}</div>`;
	}

	tables_html(tables) {
		return `<p>${__("Which row says what the columns are?")}</p>${tables.map((table, at) => this.table_html(table, at)).join("")}`;
	}

	table_html({ rows, parted }, at) {
		const choice = (row, words) => `<td><input type="radio" name="qd-header-row" value="${at}-${row}" aria-label="${words}"></td>`;
		const shown = rows.map(({ place, headings }, row) => {
			const cells = headings.map((words) => `<td>${qingdan.escape(words)}</td>`).join("");
			return `<tr>${choice(row, qingdan.escape(place))}<td class="text-muted">${qingdan.escape(place)}</td>${cells}</tr>`;
		});
		const none = __("None: the table has no header");
		const without = parted ? "" : `<tr>${choice(-1, none)}<td colspan="99">${none}</td></tr>`;
		return `<div class="table-responsive"><table class="table table-bordered table-sm qd-first-rows"><tbody>${shown.join("")}${without}</tbody></table></div>
			<div class="qd-chosen" data-table="${at}"></div>`;
	}

	choose_row(table, row) {
		const { rows } = this.shown.tables[table];
		const { line, headings, roles } = rows[Math.max(row, 0)];
		const shown = row < 0 ? headings.map((words, at) => __("Column {0}: {1}", [at + 1, words])) : headings;
		this.chosen = { headings, line: row < 0 ? line : 0 };
		this.$place.find(".qd-chosen").empty();
		const html = `${this.selects_html(shown, row < 0 ? [] : roles)}${button_html("say_chosen", __("Read It So"))}`;
		this.$place.find(`.qd-chosen[data-table="${table}"]`).html(html);
	}

	say(at) {
		const { headings, line } = this.shown.headers[at];
		return this.send("set_columns", { headings, line, roles: this.chosen_in(`[data-header="${at}"]`) });
	}

	say_chosen() {
		return this.send("set_columns", { ...this.chosen, roles: this.chosen_in(".qd-chosen:not(:empty)") });
	}

	undo(at) {
		return this.send("forget_columns", { headings: this.shown.headers[at].headings });
	}

	chosen_in(selector) {
		return this.$place.find(`${selector} select`).get().map(({ value }) => value);
	}

	async send(door, args) {
		if (this.frm.is_dirty()) await this.frm.save();
		const callback = () => this.frm.reload_doc();
		return frappe.call({ method: `${API}.${door}`, args: { name: this.name, ...args }, freeze: true, freeze_message: __("One moment…"), callback });
	}
}

const button_html = (act, words, at = 0) => `<button type="button" class="btn btn-default btn-sm" data-do="${act}" data-at="${at}">${words}</button> `;
