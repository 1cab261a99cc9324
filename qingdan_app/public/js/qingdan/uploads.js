// Evidence: one button, several private files at once, from a computer or a phone.

frappe.provide("qingdan");

qingdan.Uploads = class Uploads {
	// `files` is `[{file, caption}]`; what was uploaded is added to it, and `changed` is called.
	constructor(parent, files = [], changed = () => {}) {
		this.files = [...files];
		this.changed = changed;
		this.running = 0;
		this.parent = $(parent);
		this.make();
		this.show();
	}

	make() {
		this.parent.html(`
			<div class="qd-uploads">
				<ul class="qd-files"></ul>
				<button type="button" class="btn btn-default btn-sm qd-add-file">${__("Add Files")}</button>
				<span class="qd-uploading text-muted"></span>
				<input type="file" multiple class="hidden">
			</div>`);
		this.input = this.parent.find("input");
		this.parent.find(".qd-add-file").on("click", () => this.input.trigger("click"));
		this.input.on("change", () => this.upload([...this.input[0].files]));
		this.parent.off("click").on("click", ".qd-remove-file", (event) => this.remove($(event.currentTarget).data("index")));
	}

	async upload(chosen) {
		this.input.val("");
		this.running += chosen.length;
		for (const file of chosen) {
			this.show();
			const stored = await this.send(file).catch((refusal) => this.tell(file, refusal));
			if (stored) this.add({ file: stored.file_url, caption: file.name });
			this.running -= 1;
		}
		this.show();
	}

	async send(file) {
		const form = new FormData();
		form.append("file", file, file.name);
		form.append("is_private", "1");
		const headers = { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token };
		const answer = await fetch("/api/method/upload_file", { method: "POST", headers, body: form });
		const body = await answer.json();
		if (!answer.ok) throw new Error(this.reason(body) || answer.statusText);
		return body.message;
	}

	reason(body) {
		const messages = JSON.parse(body._server_messages || "[]").map((message) => JSON.parse(message).message);
		return messages.join(" ");
	}

	tell(file, refusal) {
		frappe.msgprint(__("{0} could not be uploaded: {1}", [qingdan.escape(file.name), refusal.message]));
	}

	add(file) {
		this.files.push(file);
		this.changed();
	}

	remove(index) {
		this.files.splice(index, 1);
		this.changed();
		this.show();
	}

	show() {
		const rows = this.files.map(
			({ file, caption }, index) => `<li>
				<a href="${encodeURI(file)}" target="_blank">${qingdan.escape(caption || file.split("/").pop())}</a>
				<button type="button" class="btn btn-link btn-xs qd-remove-file" data-index="${index}">${__("Remove")}</button>
			</li>`
		);
		this.parent.find(".qd-files").html(rows.join(""));
		this.parent.find(".qd-uploading").text(this.running ? __("Uploading…") : "");
	}
};
