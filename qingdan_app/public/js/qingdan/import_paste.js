// A list pasted into the form of an import: from Word, Excel, WPS or a web page, with its table; kept as the file of the run and read.

frappe.provide("qingdan");

const LARGEST = 8 * 1024 * 1024;
const PICTURES = /\ssrc\s*=\s*("data:[^"]*"|'data:[^']*')/gi;

// The box stands on a run that was not read yet, also on one that is not stored yet.
qingdan.offer_paste = (frm) => {
	const $place = frm.fields_dict.paste_box.$wrapper;
	if (frm.doc.status !== "Draft" || !frm.perm[0]?.write) return $place.empty();
	$place.html(box_html());
	const $box = $place.find(".qd-paste"), $read = $place.find("button");
	const send = (html, text) => keep(frm, $place, { html, text });
	$box.on("paste", ({ originalEvent }) => {
		const data = originalEvent.clipboardData;
		const [html, text] = ["text/html", "text/plain"].map((kind) => data?.getData(kind) || "");
		if (!html && !text) return; // the browser writes into the box, and the button sends what stands there
		originalEvent.preventDefault();
		send(html, text);
	});
	$box.on("input", () => $read.toggleClass("hidden", !$box.text().trim()));
	$read.on("click", () => send($box.find("table").length ? $box.html() : "", $box[0].innerText));
};

const box_html = () => `<div class="form-group">
	<label class="control-label" id="qd-paste-label">${__("Or Paste It Here")}</label>
	<div class="qd-paste form-control" contenteditable="true" role="textbox" aria-multiline="true" aria-labelledby="qd-paste-label"></div>
	<p class="help-box small text-muted">${__("Copy the table or the text in Word, Excel, WPS or on a web page, tap into the box and paste.")}</p>
	<p class="qd-paste-said small" role="status"></p>
	<button type="button" class="btn btn-default btn-sm hidden">${__("Read What Was Pasted")}</button>
</div>`;

async function keep(frm, $place, { html, text }) {
	const say = (words) => $place.find(".qd-paste-said").text(words);
	const page = html.replace(PICTURES, "");
	if (new Blob([page || text]).size > LARGEST) {
		return say(__("What was pasted is larger than {0} MB. Save it as a file, and attach that.", [LARGEST / 1024 ** 2]));
	}
	say(__("One moment…"));
	const name = frm.is_new() ? "" : frm.doc.name;
	const answer = await post({ html: page, text: page ? "" : text, name }).catch(({ message }) => ({ refusal: message }));
	if (answer.refusal) return say(answer.refusal);
	if (name) return frm.reload_doc();
	return frappe.set_route("Form", frm.doctype, answer.name);
}

// As JSON: written into a form, Chinese words would take three times their room.
async function post(args) {
	const headers = { Accept: "application/json", "Content-Type": "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token };
	const sent = { method: "POST", headers, body: JSON.stringify(args) };
	const answer = await fetch("/api/method/qingdan_app.api.imports.paste", sent);
	const body = await answer.json().catch(() => ({}));
	if (answer.ok) return body.message;
	const messages = JSON.parse(body._server_messages || "[]").map((message) => JSON.parse(message).message);
	throw new Error(messages.join(" ") || answer.statusText);
}
