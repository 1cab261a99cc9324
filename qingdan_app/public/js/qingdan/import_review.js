// The review of an import on one screen: what is to be done by kind, the document, and what was read of it.

frappe.provide("qingdan");

const UNITS = "units";
const NATURES = {
	answer: () => __("To Answer"),
	look: () => __("To Look At"),
	remark: () => __("Remarks"),
};

// Draws the review of the import of a form into a place. Whatever is settled is kept by the server at once.
qingdan.show_import_review = ($place, frm) => {
	const { name } = frm.doc;
	const read_only = !frm.perm[0]?.write;
	$place.html(`<div class="qd-rv ${read_only ? "read-only" : ""}">
		<div class="qd-rv-bar" role="status"></div>
		<div class="qd-rv-todo"><div class="qd-rv-kinds" role="group" aria-label="${__("Kind of Issue")}"></div><div class="qd-rv-list"></div></div>
		<div class="qd-rv-panes"></div></div>`);
	const panes = qingdan.import_review_panes($place.find(".qd-rv-panes"), name);
	const review = {
		name,
		names: () => (frm.doc.units || []).map(({ written }) => written),
		jump: (line) => panes.show(line),
		call,
		get: (endpoint, args) => request(endpoint, args, "GET"),
	};
	let chosen = null;

	function request(endpoint, args, type = "POST") {
		return frappe
			.call({ method: `qingdan_app.api.import_reviews.${endpoint}`, type, args: { name, ...args } })
			.then(({ message }) => message);
	}

	// A refusal is shown by core; what is drawn then is what the server has.
	async function call(endpoint, args = {}) {
		try {
			const { summary } = await request(endpoint, args);
			told(summary);
			panes.refresh();
		} catch {
			told(await request("get_summary", {}, "GET"));
		}
	}

	// The form may be saved afterwards: it was not changed by anybody else.
	function told(summary) {
		frm.doc.modified = summary.modified;
		draw_bar($place.find(".qd-rv-bar"), summary, call);
		draw_kinds(summary);
	}

	function draw_kinds(summary) {
		const kinds = [unit_kind(summary.units), ...summary.kinds];
		if (!kinds.some(({ code }) => code === chosen)) chosen = (kinds.find(({ open }) => open) || kinds[0]).code;
		const buttons = Object.entries(NATURES).map(([nature, title]) => {
			const those = kinds.filter((kind) => kind.nature === nature);
			return those.length ? `<h6>${title()}</h6>${those.map(kind_html).join("")}` : "";
		});
		$place.find(".qd-rv-kinds").html(buttons.join(""));
		open_kind(kinds.find(({ code }) => code === chosen), summary);
	}

	const kind_html = ({ code, title, open, total }) =>
		`<button type="button" class="btn btn-xs btn-default ${code === chosen ? "active" : ""}" data-kind="${code}"
			aria-pressed="${code === chosen}">${qingdan.escape(title)} <b>${open ? `${open}/${total}` : total}</b>${open ? "" : " ✓"}</button>`;

	function open_kind(kind, summary) {
		const $list = $place.find(".qd-rv-list");
		if (kind.code === UNITS) return qingdan.draw_review_units($list, summary.units, review);
		return qingdan.draw_review_issues($list, kind, review);
	}

	$place.find(".qd-rv-kinds").on("click", "[data-kind]", ({ currentTarget }) => {
		chosen = currentTarget.dataset.kind;
		request("get_summary", {}, "GET").then(told);
	});
	$place.find(".qd-rv-list").on("click", "[data-jump]", ({ currentTarget }) => panes.show(Number(currentTarget.dataset.jump)));
	request("get_summary", {}, "GET").then(told);
	return panes.show();
};

const unit_kind = ({ open, total }) => ({ code: UNITS, title: __("Names of Units"), nature: "answer", open, total });

function draw_bar($bar, summary, call) {
	const left = summary.open + summary.units.open;
	const said = left ? __("{0} still open", [left]) : __("Everything is settled.");
	const created = summary.units.new ? __("{0} new units will be created", [summary.units.new]) : "";
	const who = summary.reviewed_by ? __("Review finished by {0}", [summary.reviewed_by]) : "";
	const hint = summary.by_two ? __("Another person confirms than the one who has finished the review.") : "";
	const button = `<button type="button" class="btn btn-xs btn-default" data-finish>${__("Review Finished")}</button>`;
	const parts = [`<b>${said}</b>`, created, qingdan.escape(who), left || summary.reviewed_by ? "" : button];
	$bar.html(parts.filter(Boolean).join(" ") + (hint ? ` <span class="text-muted">${hint}</span>` : ""));
	$bar.find("[data-finish]").on("click", () => call("finish"));
}
