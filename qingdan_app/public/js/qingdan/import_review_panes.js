// The document on one side and what was read of it on the other, each by windows: a page of 20 tasks or of 2,000 loads as much.

frappe.provide("qingdan");

const MOST_WINDOWS = 6;
const NEAR = 200;

// One side. `load` answers a window from the server, `draw` the HTML of its rows; `pick` is told the line of a row that is chosen.
class Pane {
	constructor($place, { load, draw, pick, rows }) {
		Object.assign(this, { $place, load, draw, pick, rows, first: 0, last: 0, total: 0, sizes: [], asked: 0 });
		$place.on("scroll", frappe.utils.debounce(() => this.follow(), 80));
		$place.on("click keydown", "[data-line]", (event) => {
			if (event.type === "keydown" && event.key !== "Enter") return;
			this.mark($(event.currentTarget));
			this.pick(Number(event.currentTarget.dataset.line));
		});
	}

	// From the beginning, or around a line, which is marked.
	async show(line = null) {
		const asked = ++this.asked;
		const window = await this.load(line === null ? { start: 0 } : { line });
		if (asked !== this.asked) return;
		Object.assign(this, { first: window.start, last: window.start + this.rows(window).length, total: window.total });
		this.sizes = [this.rows(window).length];
		this.$place.html(this.draw(this.rows(window)));
		const $row = window.at === null ? $() : this.$place.children().eq(window.at - window.start);
		this.mark($row);
		this.$place.scrollTop($row.length ? $row[0].offsetTop - this.$place.height() / 3 : 0);
	}

	mark($row) {
		this.$place.find("[aria-current]").removeAttr("aria-current");
		$row.attr("aria-current", "true");
	}

	// Draw again what stands here, after an answer; the place stays.
	async refresh() {
		const { scrollTop } = this.$place[0];
		const line = this.$place.find("[aria-current]").data("line");
		const { first, sizes } = this;
		const window = await this.load({ start: first });
		if (sizes.length > 1 && line !== undefined) return this.show(line);
		Object.assign(this, { last: first + this.rows(window).length, total: window.total, sizes: [this.rows(window).length] });
		this.$place.html(this.draw(this.rows(window))).scrollTop(scrollTop);
		if (line !== undefined) this.mark(this.$place.find(`[data-line="${line}"]`).first());
	}

	async follow() {
		const { scrollTop, scrollHeight, clientHeight } = this.$place[0];
		if (this.loading) return;
		if (scrollTop + clientHeight > scrollHeight - NEAR && this.last < this.total) await this.once(() => this.more());
		else if (scrollTop < NEAR && this.first > 0) await this.once(() => this.earlier());
	}

	async once(act) {
		this.loading = true;
		try {
			await act();
		} finally {
			this.loading = false;
		}
	}

	async more() {
		const { asked } = this;
		const rows = this.rows(await this.load({ start: this.last }));
		if (asked !== this.asked) return;
		this.$place.append(this.draw(rows));
		this.last += rows.length;
		this.sizes.push(rows.length);
		if (this.sizes.length > MOST_WINDOWS) this.drop(this.sizes.shift(), "first");
	}

	async earlier() {
		const { asked, first } = this;
		const window = await this.load({ start: Math.max(first - this.sizes[0], 0) });
		if (asked !== this.asked) return;
		const rows = this.rows(window).slice(0, first - window.start);
		const height = this.$place[0].scrollHeight;
		this.$place.prepend(this.draw(rows));
		this.$place[0].scrollTop += this.$place[0].scrollHeight - height;
		this.first -= rows.length;
		this.sizes.unshift(rows.length);
		if (this.sizes.length > MOST_WINDOWS) this.drop(this.sizes.pop(), "last");
	}

	drop(count, end) {
		const height = this.$place[0].scrollHeight;
		const $rows = this.$place.children();
		(end === "first" ? $rows.slice(0, count) : $rows.slice(-count)).remove();
		if (end === "last") this.last -= count;
		else {
			this.first += count;
			this.$place[0].scrollTop -= height - this.$place[0].scrollHeight;
		}
	}
}

qingdan.import_review_panes = ($place, name) => {
	const get = (endpoint, args) =>
		frappe
			.call({ method: `qingdan_app.api.import_reviews.${endpoint}`, type: "GET", args: { name, ...args } })
			.then(({ message }) => message);
	$place.html(`
		<section aria-label="${__("As Written")}"><h5>${__("As Written")}</h5><div class="qd-rv-pane qd-rv-source" tabindex="0"></div></section>
		<section aria-label="${__("What Was Read")}"><h5>${__("What Was Read")}</h5><div class="qd-rv-pane qd-rv-read" tabindex="0"></div></section>`);
	const source = new Pane($place.find(".qd-rv-source"), {
		load: (args) => get("get_document", args),
		rows: (window) => window.rows,
		draw: source_html,
		pick: (line) => read.show(line),
	});
	const read = new Pane($place.find(".qd-rv-read"), {
		load: (args) => get("get_read", args),
		rows: (window) => window.entries,
		draw: (entries) => entries.map(entry_html).join(""),
		pick: (line) => source.show(line),
	});
	return {
		show: (line = null) => Promise.all([source.show(line), read.show(line)]),
		refresh: () => read.refresh(),
	};
};

const row_html = (kind, line, place, content) =>
	`<div class="qd-rv-row qd-rv-of-${kind}" data-line="${line}" role="button" tabindex="0" title="${qingdan.escape(place || "")}">${content}</div>`;

// Rows of one table are drawn with columns of one width, by what stands in them here.
function source_html(rows) {
	const widths = widths_of(rows);
	return rows.map((row) => (row.cells ? cells_html(row, widths[row.table]) : paragraph_html(row))).join("");
}

const paragraph_html = ({ order, place, text }) => row_html("paragraph", order, place, `<p>${qingdan.lines(text)}</p>`);

function cells_html({ order, place, cells }, widths) {
	let column = 0;
	const shown = cells.map(({ text, span, above, hidden }) => {
		const width = widths.slice(column, (column += span)).reduce((total, each) => total + each, 0);
		const words = above ? "〃" : qingdan.lines(text);
		return `<div class="${above ? "above" : ""} ${hidden ? "text-muted" : ""}" style="flex-grow: ${width}">${words}</div>`;
	});
	return row_html("cells", order, place, shown.join(""));
}

// Table → how much room each of its columns needs beside the others.
function widths_of(rows) {
	const found = {};
	rows.filter(({ cells }) => cells).forEach(({ table, cells }) => {
		found[table] ??= [];
		let column = 0;
		cells.forEach(({ text, span }) => {
			const need = Math.min(Math.max(Math.ceil(text.length / 8), 2), 8);
			for (const last = column + span; column < last; column++) {
				found[table][column] = Math.max(found[table][column] || 1, span === 1 ? need : 1);
			}
		});
	});
	return found;
}

function entry_html(entry) {
	const { kind, line, place, text, number } = entry;
	if (kind === "list" || kind === "section") return row_html(kind, line, place, `<b>${qingdan.lines(text)}</b>`);
	const head = `<span class="qd-rv-number">${qingdan.escape(number)}</span> ${qingdan.lines(text)}`;
	return row_html(kind, line, place, `<div>${head}${marks_html(entry)}</div><div class="qd-rv-facts">${facts_html(entry)}</div>`);
}

function marks_html({ open, settled }) {
	if (open) return ` ${qingdan.pill(__("{0} open", [open]), "orange")}`;
	return settled ? ` ${qingdan.pill(__("settled"), "green")}` : "";
}

function facts_html({ kind, lead, units, leader, deadline, targets }) {
	const others = units.filter((unit) => unit !== lead);
	const facts = [
		[__("Lead"), lead || (kind === "task" || units.length ? __("not named") : "")],
		[__("Cooperating"), others.join("、")],
		[__("Leader"), leader],
		[__("Deadline as Written"), deadline?.raw],
		[__("Due Date"), deadline?.due ? qingdan.date(deadline.due) : ""],
		[__("Targets"), (targets || []).join("；")],
	];
	return facts
		.filter(([, value]) => value)
		.map(([label, value]) => `<span><span class="text-muted">${label}</span> ${qingdan.escape(value)}</span>`)
		.join("");
}
