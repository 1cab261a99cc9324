// A list issued anew: what reads otherwise is chosen row by row; the choice is kept by the server as it is made.

frappe.provide("qingdan");

const KINDS = {
	"Qingdan Task|text": () => __("Task"),
	"Qingdan Task|deadline_raw": () => __("Deadline as Written"),
	"Qingdan Task|deadline_said": () => __("Deadline Said at Import"),
	"Qingdan Task|further": () => __("Further Words of the Document"),
	"Qingdan Key Work|text": () => __("Key Work"),
	"Qingdan Key Work|units_raw": () => __("Unit Cell"),
	"Qingdan Key Work|leader": () => __("Leader"),
	"Qingdan Task|+": () => __("New in This Document"),
	"Qingdan Task|name": () => __("Not in This Document Any More"),
};
const GUESSES = {
	words: () => __("A guess by similar words"),
	number: () => __("A guess by the number alone"),
};

const kind_of = (row) => `${row.doctype}|${row.fieldname}`;
const chosen = (row) => !row.closed;

// Draws the differences of an import into a place; `written` says that there is nothing to choose any more.
qingdan.show_differences = ($place, { name, differences, choices, written }) => {
	const is_gone = (row) => row.fieldname === "name" && row.doctype === "Qingdan Key Work";
	const rows = differences.filter((row) => !is_gone(row));
	const gone = differences.filter(is_gone);
	const state = { taken: new Set(Object.keys(choices)), kind: "" };
	$place.html(`${rows.length ? list_html(rows, written) : ""}${gone_html(gone)}`);
	const draw = () => draw_rows($place, rows, state, written);

	// A refusal is shown by core; what is drawn then is what the server has.
	function choose(keys, take) {
		frappe.call({
			method: "qingdan_app.api.imports.choose",
			args: { name, rows: keys, take: take ? 1 : 0 },
			callback: ({ message }) => {
				state.taken = new Set(message.taken);
			},
			always: draw,
		});
	}

	$place.find(".qd-differences-kind").on("change", ({ target }) => {
		state.kind = target.value;
		draw();
	});
	$place.find("[data-all]").on("click", ({ currentTarget }) => {
		const keys = shown(rows, state.kind).filter(chosen).map((row) => row.key);
		if (keys.length) choose(keys, currentTarget.dataset.all === "take");
	});
	$place.on("change", ".qd-difference input", ({ target }) => choose([target.name], target.value === "take"));
	if (rows.length) draw();
};

const shown = (rows, kind) => rows.filter((row) => !kind || kind_of(row) === kind);

function draw_rows($place, rows, { taken, kind }, written) {
	const focused = document.activeElement?.name;
	const html = shown(rows, kind).map((row) => row_html(row, taken.has(row.key), written));
	$place.find(".qd-differences-rows").html(html.join(""));
	const count = rows.filter((row) => taken.has(row.key)).length;
	$place.find(".qd-differences-count").text(__("{0} of {1} taken from the document", [count, rows.length]));
	if (focused) $place.find(".qd-difference input:checked").filter((index, input) => input.name === focused).trigger("focus");
}

function list_html(rows, written) {
	const kinds = Object.entries(KINDS).filter(([kind]) => rows.some((row) => kind_of(row) === kind));
	const options = kinds.map(
		([kind, label]) => `<option value="${kind}">${label()} (${rows.filter((row) => kind_of(row) === kind).length})</option>`
	);
	const all = `<button type="button" class="btn btn-default btn-sm" data-all="take">${__("Take All Shown")}</button>
		<button type="button" class="btn btn-default btn-sm" data-all="keep">${__("Keep All Shown")}</button>`;
	return `<h5>${__("Differences")}</h5>
		<div class="qd-differences-tools">
			<select class="form-control input-sm qd-differences-kind" aria-label="${__("Kind of difference")}">
				<option value="">${__("All")} (${rows.length})</option>${options.join("")}
			</select>
			${written ? "" : all}<span class="qd-differences-count text-muted" role="status"></span>
		</div>
		<div class="qd-differences-rows"></div>`;
}

function row_html(row, taken, written) {
	const [was, now] = marked(row.on_site, row.in_document);
	const [due, new_due] = row.dues.map((date) => (date ? frappe.datetime.str_to_user(date) : ""));
	const label = KINDS[kind_of(row)]?.() || row.fieldname;
	const name = qingdan.escape(row.name);
	const link = row.fieldname === "+" ? `<b>${name}</b>` : `<a href="${frappe.utils.get_form_link(row.doctype, row.name)}">${name}</a>`;
	return `<div class="qd-difference ${taken ? "taken" : ""}">
		<div class="qd-difference-head">${link}
			<span class="text-muted">${label}</span>${doubt_html(row)}${choice_html(row, taken, written)}</div>
		<div class="qd-difference-words">
			<div><span class="text-muted">${__("On the site")}${due_html(due)}</span><p>${was || "—"}</p></div>
			<div><span class="text-muted">${__("In this document")}${due_html(new_due)}</span><p>${now || "—"}</p></div>
		</div>
	</div>`;
}

// How the row was found, where it is not the same number and words.
function doubt_html({ guess, number }) {
	const said = [number && __("in the document {0}", [number]), GUESSES[guess]?.()].filter(Boolean).map(qingdan.escape);
	return said.length ? ` <span class="${guess ? "qd-orange" : "text-muted"}">${said.join(" · ")}</span>` : "";
}

const due_html = (date) => (date ? ` · ${__("Due Date")} ${date}` : "");

const OPTIONS = {
	"+": () => [__("Do Not Add"), __("Add It")],
	name: () => [__("Keep"), __("End It")],
};

function choice_html(row, taken, written) {
	if (row.closed) return `<span class="indicator-pill gray">${__("{0}: stays", [__(row.closed)])}</span>`;
	if (written) return `<span class="indicator-pill ${taken ? "blue" : "gray"}">${taken ? __("Taken") : __("Kept")}</span>`;
	const option = (value, words) => `<label><input type="radio" name="${qingdan.escape(row.key)}" value="${value}"
		${(value === "take") === taken ? "checked" : ""}> ${words}</label>`;
	const [keep, take] = OPTIONS[row.fieldname]?.() || [__("Keep"), __("Take from the document")];
	return `<span class="qd-difference-choice" role="radiogroup" aria-label="${qingdan.escape(row.name)}">
		${option("keep", keep)}${option("take", take)}</span>`;
}

// What the two have in common at both ends is plain, what lies between is marked.
function marked(one, other) {
	const [a, b] = [[...one], [...other]];
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
	return [a, b].map((signs) => {
		const cut = [signs.slice(0, start), signs.slice(start, signs.length - end), signs.slice(signs.length - end)];
		const [head, middle, tail] = cut.map((part) => qingdan.lines(part.join("")));
		return `${head}${middle ? `<mark>${middle}</mark>` : ""}${tail}`;
	});
}

function gone_html(rows) {
	if (!rows.length) return "";
	const items = rows.map((row) => `<li>${qingdan.escape(row.name)} ${qingdan.escape(row.on_site)}</li>`);
	return `<details class="qd-gone"><summary>${__("{0} key works are not in this document; they stay.", [rows.length])}</summary>
		<ul>${items.join("")}</ul></details>`;
}
