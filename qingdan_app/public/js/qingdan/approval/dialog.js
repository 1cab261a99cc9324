// One act on a request: ask for what it needs, do it, say what happened. The server decides whether it may be done.

frappe.provide("qingdan.approval");

const NAMES_PEOPLE = ["transfer", "ask", "add_before", "add_after", "copy"];
const BARE = ["read", "urge", "take_back"];

const EXPLANATIONS = () => ({
	transfer: __("The turn is theirs from now on, with its deadline."),
	ask: __("They answer, then it comes back to you."),
	add_before: __("They sign first, then it comes back to you."),
	add_after: __("They sign after you have approved; it does not come back."),
	copy: __("They may read this; they need not act."),
	jump: __("The request goes there at once, whoever has it now."),
	terminate: __("The request ends here, without a decision."),
	withdraw: __("You take back what you have sent in."),
	resume: __("It goes on from here."),
});

qingdan.approval.ActDialog = class ActDialog {
	// `view` is what `get_request` answers, `choice` one of its choices; `done` is called with the server's answer.
	constructor({ view, choice, done }) {
		Object.assign(this, { view, choice, done });
		const fields = this.fields();
		if (BARE.includes(choice.verb) || !fields.length) this.confirm();
		else this.ask(fields);
	}

	confirm() {
		frappe.confirm(__("{0} now?", [this.choice.words]), () => this.perform({}));
	}

	ask(fields) {
		this.dialog = new frappe.ui.Dialog({
			title: __(this.choice.words),
			fields,
			primary_action_label: __(this.choice.words),
			primary_action: (values) => this.perform(values),
		});
		this.dialog.show();
	}

	fields() {
		return [...this.explanation(), ...this.targets(), ...this.people(), ...this.opinion(), ...this.signature()];
	}

	explanation() {
		const text = EXPLANATIONS()[this.choice.verb];
		return text ? [{ fieldtype: "HTML", options: `<p class="text-muted">${text}</p>` }] : [];
	}

	targets() {
		const { verb, targets } = this.choice;
		if (!["return", "jump"].includes(verb)) return [];
		const options = targets.map((value) => ({ value, label: qingdan.approval.step_title(value, this.view.steps) }));
		const label = verb === "return" ? __("Return To") : __("Go To");
		const target = { fieldtype: "Select", fieldname: "target", label, options, default: targets[0], reqd: 1 };
		return verb === "return" ? [target, this.way_back()] : [target];
	}

	way_back() {
		const options = [
			{ value: "", label: __("Walk the steps again") },
			{ value: "1", label: __("Straight back to me") },
		];
		return { fieldtype: "Select", fieldname: "straight", label: __("After the correction"), options, default: "" };
	}

	people() {
		const { verb, people, names } = this.choice;
		if (verb === "remove") {
			const options = people.map((value, index) => ({ value, label: names[index] }));
			return [{ fieldtype: "MultiCheck", fieldname: "people", label: __("Whom"), options, columns: 1 }];
		}
		const unblocking = verb === "resume" && this.view.status === "Blocked";
		if (!NAMES_PEOPLE.includes(verb) && !unblocking) return [];
		return [qingdan.approval.people_field(unblocking ? __("Who signs") : __("Whom"), !unblocking)];
	}

	opinion() {
		const { verb, opinion } = this.choice;
		if (opinion === "none" || BARE.includes(verb)) return [];
		const needed = opinion === "required";
		const words = { ask: __("Question"), answer: __("Answer"), return: __("Why"), terminate: __("Why"), jump: __("Why") };
		const label = words[verb] || __("Opinion");
		const shown = needed ? label : __("{0} (optional)", [label]);
		return [{ fieldtype: "Small Text", fieldname: "opinion", label: shown, reqd: needed ? 1 : 0 }];
	}

	signature() {
		const { signature } = this.choice;
		if (signature === "none") return [];
		const reqd = signature === "required" ? 1 : 0;
		return [{ fieldtype: "Signature", fieldname: "signature", label: __("Signature"), reqd }];
	}

	perform({ opinion, target, straight, people, signature }) {
		const { verb, turn } = this.choice;
		const blocked_step = verb === "resume" && people?.length ? this.choice.targets[0] : "";
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
			},
			freeze: true,
			callback: ({ message }) => this.finish(message),
			error: (answer) => this.refused(answer),
		});
	}

	finish(answer) {
		this.dialog?.hide();
		this.done(answer, this.choice);
	}

	// Somebody was faster, or the form has gone stale: what stands here is not true any more.
	refused(answer) {
		const stale = ["AlreadyDecided", "RequestEnded", "NoSuchRequest", "NoSuchTurn"];
		if (!stale.includes(answer?.responseJSON?.exc_type)) return;
		this.dialog?.hide();
		this.done(null, this.choice);
	}
};

// A field that names users by what is typed.
qingdan.approval.people_field = (label, reqd) => ({
	fieldtype: "MultiSelectPills",
	fieldname: "people",
	label,
	reqd: reqd ? 1 : 0,
	get_data: (txt) => frappe.xcall("qingdan_app.api.approvals.get_people", { txt }),
});
