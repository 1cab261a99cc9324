// A form and its flow made on one page: what it is called, what is asked, who fills it in, who approves. The server says what
// there is to choose from, and what is wrong.

frappe.provide("qingdan.approval");

const FORMS = "qingdan_app.api.forms";

qingdan.approval.make_form = async () => {
	const choices = await frappe.xcall(`${FORMS}.get_choices`);
	return new FormMaker(choices).show();
};

class FormMaker {
	constructor(choices) {
		this.choices = choices;
	}

	show() {
		this.dialog = new frappe.ui.Dialog({
			title: __("New Form with a Flow"),
			size: "large",
			static: true,
			fields: [...this.about(), ...this.asked(), ...this.filled_in_by(), ...this.approved_by()],
			primary_action_label: __("Make the Form"),
			primary_action: (values) => this.make(values),
		});
		this.dialog.$wrapper.addClass("qd-form-maker");
		this.dialog.show();
		this.show_signers();
	}

	about() {
		return [
			{ fieldtype: "Section Break", label: __("1. What is the form called?") },
			{ fieldtype: "Data", fieldname: "title", label: __("Name of the Form"), reqd: 1, description: __("As people say it: Use of a Car, Leave, Purchase.") },
		];
	}

	asked() {
		const kinds = this.choices.kinds.map(({ value, label }) => ({ value, label }));
		const columns = [
			{ fieldtype: "Data", fieldname: "label", label: __("What Is Asked"), in_list_view: 1, columns: 3, reqd: 1 },
			{ fieldtype: "Select", fieldname: "kind", label: __("Kind"), options: kinds, default: kinds[0].value, in_list_view: 1, columns: 3, reqd: 1 },
			{ fieldtype: "Check", fieldname: "required", label: __("Required"), in_list_view: 1, columns: 1 },
			{ fieldtype: "Small Text", fieldname: "options", label: __("Choices, one on each line"), in_list_view: 1, columns: 3 },
		];
		return [
			{ fieldtype: "Section Break", label: __("2. What is asked?") },
			{
				fieldtype: "Table",
				fieldname: "fields",
				label: __("Lines of the Form"),
				in_place_edit: true,
				data: [{ idx: 1, name: "1", label: "", kind: kinds[0].value, required: 1 }],
				fields: columns,
			},
		];
	}

	filled_in_by() {
		const options = this.choices.roles.map(({ value, label }) => ({ value, label }));
		return [
			{ fieldtype: "Section Break", label: __("3. Who fills it in?") },
			{ fieldtype: "MultiSelectPills", fieldname: "roles", label: __("Roles"), reqd: 1, placeholder: __("Type a role"), get_data: () => options },
			{ fieldtype: "Check", fieldname: "own_only", label: __("Everybody sees only their own"), default: 1, description: __("Who approves sees what is sent to them; who makes forms sees all.") },
		];
	}

	approved_by() {
		const options = this.choices.flows.map(({ value, label }) => ({ value, label }));
		return [
			{ fieldtype: "Section Break", label: __("4. Who approves?") },
			{ fieldtype: "Select", fieldname: "flow", label: __("Flow"), options, default: options[0].value, reqd: 1, onchange: () => this.show_signers() },
			...[0, 1].flatMap((number) => [this.people(number), this.role(number)]),
		];
	}

	people(number) {
		return { ...qingdan.approval.people_field(__("People"), false), fieldname: `people_${number}`, hidden: 1 };
	}

	role(number) {
		const options = ["", ...this.choices.roles.map(({ value, label }) => ({ value, label }))];
		return { fieldtype: "Select", fieldname: `role_${number}`, label: __("Role"), options, hidden: 1 };
	}

	get flow() {
		const chosen = this.dialog.get_value("flow");
		return this.choices.flows.find(({ value }) => value === chosen) || this.choices.flows[0];
	}

	// For each step of the chosen flow what it asks for, under the step's own title.
	show_signers() {
		const { steps, description } = this.flow;
		this.dialog.set_df_property("flow", "description", description);
		[0, 1].forEach((number) => {
			const step = steps[number];
			["people", "role"].forEach((kind) => {
				const wanted = step?.resolver === (kind === "people" ? "user" : "role");
				const fieldname = `${kind}_${number}`;
				if (wanted) this.dialog.set_df_property(fieldname, "label", step.title);
				this.dialog.set_df_property(fieldname, "reqd", wanted ? 1 : 0);
				this.dialog.set_df_property(fieldname, "hidden", wanted ? 0 : 1);
			});
			qingdan.approval.close_after_choosing(this.dialog, `people_${number}`);
		});
	}

	signers(values) {
		return this.flow.steps.map(({ resolver }, number) => {
			if (resolver === "user") return values[`people_${number}`] || [];
			return resolver === "role" && values[`role_${number}`] ? [values[`role_${number}`]] : [];
		});
	}

	make(values) {
		const { title, roles, own_only, flow } = values;
		const fields = (values.fields || []).map(({ label, kind, required, options }) => ({ label, kind, required, options }));
		const form = { title, fields, roles, own_only: own_only ? 1 : 0, flow, signers: this.signers(values) };
		return frappe.call({
			method: `${FORMS}.make`,
			args: { form: JSON.stringify(form) },
			freeze: true,
			freeze_message: __("Making the form…"),
			callback: ({ message }) => this.finish(message),
		});
	}

	finish({ doctype, title, flow, why }) {
		this.dialog.hide();
		frappe.model.with_doctype(doctype);
		const list = `<a href="/app/${frappe.router.slug(doctype)}">${__("Open the list")}</a>`;
		const drawn = `<a href="${frappe.utils.get_form_link("Qingdan Approval Flow", flow)}">${__("Open the flow")}</a>`;
		const standing = why
			? `<p>${__("Its flow is still a draft: {0}", [why])}</p>`
			: `<p>${__("Whoever may fill it in finds it in the approval inbox under “New”, and in the search bar.")}</p>`;
		frappe.msgprint({
			title: __("{0} is ready", [qingdan.escape(title)]),
			message: `${standing}<p>${list} · ${drawn}</p>`,
			indicator: why ? "orange" : "green",
		});
	}
}

// What one may fill in, offered where approvals are looked for; nothing where there is no form.
qingdan.approval.offer_forms = async (page) => {
	const forms = await frappe.xcall(`${FORMS}.get_forms`);
	page.remove_inner_button?.(__("New"));
	forms
		.filter(({ flow }) => flow)
		.forEach(({ doctype, title }) => page.add_inner_button(title, () => frappe.new_doc(doctype), __("New")));
};
