// A unit's part of a task is cut into sub-items, each in the hands of a person, and whoever has one says how far it is.

frappe.provide("qingdan");

const HANDLERS = "qingdan_app.api.handlers";
const STEPS = [0, 25, 50, 75, 90, 100];

// Sub-items are written one after the other, on a phone as well, and handed on together.
qingdan.cut = async (task, done) => {
	const { message: people } = await frappe.call({ method: `${HANDLERS}.get_people`, args: { names: [task] }, freeze: true });
	const items = [];
	const dialog = new frappe.ui.Dialog({
		title: __("Cut into Sub-items"),
		fields: [{ fieldtype: "HTML", fieldname: "items" }, ...qingdan.errand_fields(people), weight_field()],
		primary_action_label: __("Hand Them On"),
		primary_action: () => send(),
		secondary_action_label: __("Add Another"),
		secondary_action: () => add(),
	});
	dialog.set_df_property("words", "reqd", 1);
	return dialog.show();

	function draw() {
		const area = dialog.fields_dict.items.$wrapper.html(items_html(items, people));
		area.find("button").on("click", ({ currentTarget: { dataset } }) => {
			items.splice(Number(dataset.place), 1);
			draw();
		});
	}

	function add() {
		const item = dialog.get_values();
		if (!item) return false;
		items.push(item);
		draw();
		["words", "deadline"].forEach((name) => dialog.set_value(name, null));
		return true;
	}

	// What stands in the fields is the last of them, unless nothing does.
	async function send() {
		const written = dialog.get_value("words") || !items.length;
		if (written && !add()) return;
		await frappe.call({ method: `${HANDLERS}.cut`, args: { task, sub_items: items }, freeze: true });
		dialog.hide();
		frappe.show_alert({ message: __("Handed on; the people are told."), indicator: "green" });
		done();
	}
};

function weight_field(value = 1) {
	return { fieldtype: "Float", fieldname: "weight", label: __("Weight"), default: value, non_negative: 1, precision: 2, description: __("How much it counts in the unit's progress, beside the other sub-items.") };
}

function items_html(items, people) {
	const name_of = (user) => people.find((one) => one.user === user)?.name || user;
	const rows = items.map(({ words, person, deadline, weight }, place) => {
		const facts = [name_of(person), deadline && __("by {0}", [qingdan.date(deadline)]), weight === 1 ? "" : __("weight {0}", [weight])];
		return `<li>${qingdan.lines(words)} <span class="text-muted">${facts.filter(Boolean).map(qingdan.escape).join(" · ")}</span>
			<button type="button" class="btn btn-xs btn-link" data-place="${place}">${__("Leave Out")}</button></li>`;
	});
	return `<ol class="qd-items">${rows.join("")}</ol>`;
}

// In seconds, on a phone: one press, or a number; at a hundred it is done.
qingdan.tell_how_far = ({ name, percent, note, words, handler }, done) => {
	const dialog = new frappe.ui.Dialog({
		title: words || handler,
		fields: [
			{ fieldtype: "HTML", fieldname: "steps", options: steps_html() },
			{ fieldtype: "Int", fieldname: "percent", label: __("Progress in percent"), default: Math.round(percent), reqd: 1 },
			{ fieldtype: "Small Text", fieldname: "note", label: __("In a Word"), default: note },
		],
		primary_action_label: __("Save"),
		primary_action: async (values) => {
			await frappe.call({ method: `${HANDLERS}.advance`, args: { handed: name, ...values }, freeze: true });
			dialog.hide();
			done();
		},
	});
	dialog.show();
	dialog.fields_dict.steps.$wrapper.find("button").on("click", ({ currentTarget }) => dialog.set_value("percent", currentTarget.dataset.percent));
};

function steps_html() {
	const buttons = STEPS.map((percent) => `<button type="button" class="btn btn-sm btn-default" data-percent="${percent}">${percent}%</button>`);
	return `<div class="qd-figures">${buttons.join("")}</div>`;
}

// Other words, another day or another weight for what somebody has.
qingdan.change_part = ({ name, words, deadline, weight }, done) => {
	const fields = [...qingdan.errand_fields(null, { words, deadline }), weight_field(weight)];
	const dialog = new frappe.ui.Dialog({
		title: __("Change What Was Handed On"),
		fields,
		primary_action_label: __("Save"),
		primary_action: async (values) => {
			await frappe.call({ method: `${HANDLERS}.change`, args: { handed: name, ...values }, freeze: true });
			dialog.hide();
			done();
		},
	});
	dialog.show();
};
