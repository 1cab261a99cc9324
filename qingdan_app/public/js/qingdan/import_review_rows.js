// The rows of a kind on the review screen, issues and names alike: drawn, more of them fetched, acted on.

frappe.provide("qingdan");

// `fetch` answers `{start, total, rows}` from a row on; `key` is what a row is known by, `draw` makes it HTML.
// Answers `on(selector, act)`: a click there calls `act(row, button)` with the row that it stands in.
qingdan.draw_review_rows = async ($list, { tools, fetch, key, draw }) => {
	const found = await fetch(0);
	const rows = [...found.rows];
	const drawn = (some) => some.map((row) => `<div class="qd-rv-issue ${row.asks ? "" : "settled"}" data-row="${qingdan.escape(row[key])}">${draw(row)}</div>`).join("");
	const nothing = `<p class="text-muted">${__("Nothing is open here.")}</p>`;
	$list.html(tools + `<div class="qd-rv-issues">${drawn(rows) || nothing}</div>${more_html(found)}`);
	$list.off(".review");
	const row_of = (button) => rows.find((row) => row[key] === $(button).closest("[data-row]").attr("data-row"));
	const on = (selector, act) => $list.on("click.review", selector, ({ currentTarget }) => act(row_of(currentTarget), currentTarget));
	on("[data-more]", async (_row, button) => {
		const more = await fetch(rows.length);
		rows.push(...more.rows);
		$list.find(".qd-rv-issues").append(drawn(more.rows));
		$(button).replaceWith(more_html(more));
	});
	return on;
};

const more_html = ({ start, rows, total }) =>
	start + rows.length < total ? `<button type="button" class="btn btn-xs btn-default" data-more>${__("{0} more", [total - start - rows.length])}</button>` : "";
