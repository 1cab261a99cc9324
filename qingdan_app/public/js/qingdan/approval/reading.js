// One approval to be read and decided: what the document says, its files, what changed, what was said, whose turn it is.

frappe.provide("qingdan.approval");

const API = "qingdan_app.api.approvals";

qingdan.approval.Reading = class Reading {
	// `done` is called after an act with the request that waits next, or nothing.
	constructor({ parent, request, done }) {
		Object.assign(this, { parent, request, done });
	}

	async show() {
		const view = await frappe.xcall(`${API}.get_view`, { request: this.request });
		this.view = view;
		this.offered = view.choices.filter(({ place }) => place !== "looking");
		this.parent.html(reading_html(view));
		this.offer();
		view.choices
			.filter(({ place }) => place === "looking")
			.forEach(({ verb }) => frappe.xcall(`${API}.act`, { request: this.request, verb }));
	}

	// What is chosen most stands side by side, the rest behind one button.
	offer() {
		const row = this.parent.find(".qd-reading-acts").toggle(this.offered.length > 0);
		const near = this.offered.filter(({ place }) => place !== "menu");
		const far = this.offered.filter(({ place }) => place === "menu");
		row.html(`${near.map(button_html).join("")}${far.length ? menu_html(far) : ""}`);
		row.on("click", "[data-verb]", (event) => {
			event.preventDefault();
			this.decide($(event.currentTarget).data("verb"));
		});
	}

	// By its key: approve, return.
	decide(verb) {
		const choice = this.offered?.find((each) => each.verb === verb);
		if (choice) this.take(choice);
	}

	take(choice) {
		return new qingdan.approval.ActDialog({ view: this.view, choice, done: (answer) => this.after(answer, choice) });
	}

	async after(answer, choice) {
		if (!answer) return this.show();
		qingdan.approval.tell_done(this.view.document.title, choice.words);
		return choice.moves_on ? this.done(await qingdan.approval.next_after(this.request)) : this.show();
	}
};

function button_html({ verb, words, place }) {
	const style = place === "primary" ? "btn-primary" : "btn-default";
	return `<button class="btn btn-sm ${style}" data-verb="${verb}">${qingdan.escape(words)}</button>`;
}

function menu_html(choices) {
	const items = choices.map(
		({ verb, words }) => `<a class="dropdown-item" href="#" data-verb="${verb}">${qingdan.escape(words)}</a>`,
	);
	return `<div class="btn-group dropup">
		<button class="btn btn-default btn-sm dropdown-toggle" data-toggle="dropdown" aria-expanded="false">${__("More Acts")}</button>
		<div class="dropdown-menu" role="menu">${items.join("")}</div></div>`;
}

function reading_html(view) {
	const { document, line } = view;
	const approval = { ...view, open: view.open && !view.past, changed: [], meanwhile: [] };
	const form = frappe.utils.get_form_link(view.reference_doctype, view.reference_name);
	return `<article class="qd-reading">
		<nav class="qd-reading-nav">
			<a href="/app/qingdan-inbox/todo">${__("Back to the list")}</a>
			${view.opens ? `<a href="${form}">${__("Open the form")}</a>` : ""}
			${view.past ? "" : `<a href="${sheet_address(view)}" target="_blank" rel="noopener">${__("Print the sheet")}</a>`}
		</nav>
		<h3>${qingdan.escape(document.title)}</h3>
		<p class="text-muted">${about_html(view)}</p>
		${line?.excerpt && !document.words.length ? `<p>${qingdan.escape(line.excerpt)}</p>` : ""}
		${qingdan.approval.changes_of(view)}
		${words_html(document.words)}
		${files_html(document.files)}
		<div class="qd-approval">${qingdan.approval.view_html(approval, true)}</div>
		<div class="qd-reading-acts"></div>
	</article>`;
}

// Core prints a request with its approval sheet, for whoever reads all of it.
function sheet_address({ request }) {
	const about = { doctype: "Qingdan Approval Request", name: request, trigger_print: 1 };
	return `/printview?${new URLSearchParams(about)}`;
}

function about_html({ reference_doctype, reference_name, line }) {
	const facts = (line?.facts || []).map(qingdan.escape);
	const deadline = line?.deadline ? __("Deadline {0}", [qingdan.date(line.deadline)]) : "";
	const mark = line?.mark?.text ? qingdan.pill(line.mark.text, line.mark.colour) : "";
	const about = `${qingdan.escape(__(reference_doctype))} ${qingdan.escape(reference_name)}`;
	return [about, ...facts, deadline].filter(Boolean).join(" · ") + ` ${mark}`;
}

function words_html(words) {
	if (!words.length) return "";
	const rows = words.map(
		({ label, value }) => `<div class="${value.length > 60 ? "long" : ""}"><dt>${qingdan.escape(label)}</dt>
			<dd>${qingdan.lines(value)}</dd></div>`,
	);
	return `<h5>${__("What it says")}</h5><dl class="qd-words">${rows.join("")}</dl>`;
}

function files_html(files) {
	if (!files.length) return "";
	return `<h5>${__("Files ({0})", [files.length])}</h5><ul class="qd-previews">${files.map(file_html).join("")}</ul>`;
}

// Pictures and PDFs are looked at where they stand; of others name and size are said.
function file_html({ name, caption, size, kind, file }) {
	const address = qingdan.escape(encodeURI(file));
	const words = `${qingdan.escape(name)} <span class="text-muted">${qingdan.escape(caption)}
		${size ? qingdan.size(size) : ""}</span>`;
	const head = file
		? `<a href="${address}" target="_blank" rel="noopener">${words}</a>`
		: `${words} <span class="text-muted">${__("not yours to open")}</span>`;
	return `<li class="qd-file ${kind}">${preview_html(kind, address, name)}<div>${head}</div></li>`;
}

function preview_html(kind, address, name) {
	if (!address || kind === "other") return "";
	const title = qingdan.escape(name);
	if (kind === "picture") {
		return `<a href="${address}" target="_blank" rel="noopener"><img src="${address}" alt="${title}" loading="lazy"></a>`;
	}
	return `<object data="${address}" type="application/pdf" aria-label="${title}"></object>`;
}
