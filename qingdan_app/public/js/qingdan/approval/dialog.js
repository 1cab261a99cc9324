// One act on a request: ask for what its row in the table of verbs says, do it, say what happened. The server decides
// whether it may be done.

frappe.provide("qingdan.approval");

qingdan.approval.ActDialog = class ActDialog {
	// `view` is what `get_request` answers, `choice` one of its choices; `done` is called with the server's answer.
	constructor({ view, choice, done }) {
		Object.assign(this, { view, choice, done });
		const fields = this.fields();
		if (fields.length) this.ask(fields);
		else this.confirm();
	}

	confirm() {
		frappe.confirm(__("{0} now?", [this.choice.words]), () => this.perform({}));
	}

	ask(fields) {
		this.dialog = new frappe.ui.Dialog({
			title: this.choice.words,
			fields,
			primary_action_label: this.choice.words,
			primary_action: (values) => this.perform(values),
		});
		this.dialog.show();
		qingdan.approval.close_after_choosing(this.dialog);
		if (this.choice.naming === "one") qingdan.approval.keep_to_one(this.dialog);
		qingdan.approval.send_by_keyboard(this.dialog);
		qingdan.approval.offer_phrases(this.dialog, this.choice.verb);
		if (this.dialog.fields_dict.opinion) qingdan.words_kept.in_dialog(this.dialog, "opinion", this.kept());
	}

	// Where its opinion is kept until the act is done.
	kept() {
		return `${this.view.request}/${this.choice.verb}`;
	}

	fields() {
		const asked = [...this.targets(), ...this.people(), ...this.fills(), ...this.opinion(), ...this.signature()];
		return [...this.explanation(), ...asked];
	}

	// What the step lets its signers enter into the document with their decision.
	fills() {
		return (this.choice.fills || []).map(({ value, fieldname, ...field }) => ({
			...field,
			fieldname: `fill_${fieldname}`,
			default: value,
		}));
	}

	filled(values) {
		const names = (this.choice.fills || []).map(({ fieldname }) => fieldname);
		return Object.fromEntries(names.map((name) => [name, values[`fill_${name}`] ?? null]));
	}

	explanation() {
		const text = qingdan.escape(this.choice.explanation);
		return text ? [{ fieldtype: "HTML", options: `<p class="text-muted">${text}</p>` }] : [];
	}

	targets() {
		const { target: label, targets, straight } = this.choice;
		if (!label) return [];
		const options = targets.map((value) => ({ value, label: qingdan.approval.step_title(value, this.view.steps) }));
		const target = { fieldtype: "Select", fieldname: "target", label, options, default: targets[0], reqd: 1 };
		return straight ? [target, this.way_back()] : [target];
	}

	way_back() {
		const options = [
			{ value: "", label: __("Walk the steps again") },
			{ value: "1", label: __("Straight back to me") },
		];
		return { fieldtype: "Select", fieldname: "straight", label: __("After the correction"), options, default: "" };
	}

	people() {
		const { naming, whom: label, people, names } = this.choice;
		if (naming === "nobody") return [];
		if (naming === "added") {
			const options = people.map((value, index) => ({ value, label: names[index] }));
			return [{ fieldtype: "MultiCheck", fieldname: "people", label, options, columns: 1 }];
		}
		return [qingdan.approval.people_field(label, naming !== "signers")];
	}

	opinion() {
		const { opinion, asks: label } = this.choice;
		if (opinion === "none") return [];
		const needed = opinion === "required";
		const shown = needed ? label : __("{0} (optional)", [label]);
		return [qingdan.approval.opinion_field(shown, needed)];
	}

	signature() {
		const { signature } = this.choice;
		if (signature === "none") return [];
		const reqd = signature === "required" ? 1 : 0;
		return [{ fieldtype: "Signature", fieldname: "signature", label: __("Signature"), reqd }];
	}

	perform(answers) {
		const { opinion, target, straight, people, signature } = answers;
		const { verb, turn } = this.choice;
		// signers are named for the step that is blocked
		const blocked_step = people?.length && !this.choice.target ? this.choice.targets[0] : "";
		return frappe.call({
			method: "qingdan_app.api.approvals.act",
			args: {
				request: this.view.request,
				verb,
				turn,
				opinion: opinion || "",
				target: target || blocked_step || "",
				straight: Boolean(straight),
				people: JSON.stringify(people || []),
				signature: signature || "",
				seen: this.view.seen || "",
				values: JSON.stringify(this.filled(answers)),
			},
			freeze: true,
			callback: ({ message }) => this.finish(message),
			error: (answer) => this.refused(answer),
		});
	}

	finish(answer) {
		qingdan.words_kept.forget(this.kept());
		this.dialog?.hide();
		this.done(answer, this.choice);
	}

	// Somebody was faster, or the form has gone stale: what stands here is not true any more.
	refused(answer) {
		const stale = ["AlreadyDecided", "RequestEnded", "NoSuchRequest", "NoSuchTurn", "SubjectChanged"];
		if (!stale.includes(answer?.responseJSON?.exc_type)) return;
		this.dialog?.hide();
		this.done(null, this.choice);
	}
};

// A field for an opinion; on a computer it says by which keys it is sent.
qingdan.approval.opinion_field = (label, needed) => ({
	fieldtype: "Small Text",
	fieldname: "opinion",
	label,
	reqd: needed ? 1 : 0,
	description: frappe.is_mobile() ? "" : __("Ctrl+Enter sends it."),
});

// A field that names users by what is typed: name or department, those of one's own first.
qingdan.approval.people_field = (label, reqd) => ({
	fieldtype: "MultiSelectPills",
	fieldname: "people",
	label,
	reqd: reqd ? 1 : 0,
	placeholder: __("Type a name or a department"),
	get_data: (txt) => frappe.xcall("qingdan_app.api.approvals.get_people", { txt }),
});

// Where one person is asked for, whoever is chosen next takes the place of the one before.
qingdan.approval.keep_to_one = (dialog) => {
	const field = dialog.fields_dict.people;
	field?.$input.on("awesomplete-selectcomplete", () => {
		if (field.rows?.length > 1) field.set_value(field.rows.slice(-1));
	});
};

// Core opens the list again as soon as somebody is chosen; it comes back with the next letter or click.
qingdan.approval.close_after_choosing = (dialog, fieldname = "people") => {
	const field = dialog.fields_dict[fieldname];
	if (!field?.awesomplete || field.qd_closes) return;
	field.qd_closes = true;
	let chosen = false;
	field.$input.on("awesomplete-selectcomplete", () => (chosen = true));
	field.$input.on("keydown mousedown", ({ key }) => (chosen = key === "Enter" && chosen));
	// what somebody types, by whatever keyboard; core's own words to the field are no event of the browser
	field.$input.on("input", ({ originalEvent }) => (chosen = chosen && !originalEvent));
	field.$input.on("awesomplete-open", () => chosen && field.awesomplete.close());
};
