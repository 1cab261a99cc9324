// Seals: one button checks every log against all of them.

frappe.listview_settings["Qingdan Approval Seal"] = {
	hide_name_filter: true,

	onload(listview) {
		// an inner button: core takes away the primary one of a list in which nobody creates anything
		listview.page.add_inner_button(__("Verify"), () => this.verify(), null, "primary");
	},

	verify() {
		const label = __("Seals kept elsewhere");
		const description = __("Number and digest, one seal a line, as in 12:9f86d0…; may stay empty.");
		const only_new = {
			fieldname: "only_new",
			fieldtype: "Check",
			label: __("Only what was sealed since the last check"),
			description: __("Everything takes long where there are many documents; whoever runs the site has a command for it."),
		};
		return frappe.prompt(
			[only_new, { fieldname: "outside", fieldtype: "Small Text", label, description, depends_on: "eval:!doc.only_new" }],
			(chosen) => this.check(chosen),
			__("Verify"),
			__("Verify"),
		);
	},

	check({ outside, only_new }) {
		return frappe.call({
			method: "qingdan_app.api.seals.verify_trail",
			args: { outside: only_new ? "" : outside || "", only_new: only_new || 0 },
			freeze: true,
			freeze_message: __("Reading every approval log…"),
			callback: ({ message }) => this.report(message),
		});
	},

	report(broken) {
		if (!broken.length) {
			return frappe.msgprint({ title: __("Verify"), indicator: "green", message: __("Every log is whole and agrees with all seals.") });
		}
		const faults = { seal: __("this seal does not follow from the one before") };
		const rows = broken.map(
			({ chain, sequence, fault }) =>
				`<tr><td>${qingdan.escape(chain)}</td><td>${sequence}</td><td>${qingdan.escape(faults[fault] || __(fault))}</td></tr>`,
		);
		const head = [__("Log"), __("First Broken Entry"), __("Fault")].map((word) => `<th>${word}</th>`).join("");
		return frappe.msgprint({
			title: __("{0} logs are broken", [broken.length]),
			indicator: "red",
			wide: true,
			message: `<table class="table table-bordered"><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`,
		});
	},
};
