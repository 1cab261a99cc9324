// Within a unit: a task is handed to a person, to another one, or taken back. Who may and to whom comes from the server.

frappe.provide("qingdan");

const HANDLERS = "qingdan_app.api.handlers";

// Ask to whom, until when and with what words; `part` is a row that another person takes over.
qingdan.hand_on = async (names, done = () => {}, part = null) => {
	const { message: people } = await frappe.call({ method: `${HANDLERS}.get_people`, args: { names }, freeze: true });
	if (!people.length) {
		return frappe.msgprint(__("None of these tasks is your unit's to hand on, or nobody is entered for it."));
	}
	const dialog = new frappe.ui.Dialog({
		title: names.length > 1 ? __("Hand {0} Tasks to a Person", [names.length]) : __("Hand to a Person"),
		fields: qingdan.errand_fields(people.filter(({ user }) => user !== part?.user), part),
		primary_action_label: __("Hand On"),
		primary_action: (values) => send(dialog, values, { names, part, done }),
	});
	return dialog.show();
};

// To whom, until when and with what words; without people, of one who has it.
qingdan.errand_fields = (people, part = null) => {
	const options = (people || []).map(({ user, name, unit, open }) => ({ value: user, label: person_label(name, unit, open) }));
	return [
		...(people ? [{ fieldtype: "Select", fieldname: "person", label: __("Person"), options, reqd: 1 }] : []),
		{ fieldtype: "Date", fieldname: "deadline", label: __("Own Deadline"), description: __("Not after the task's; empty means the task's."), default: part?.deadline },
		{ fieldtype: "Small Text", fieldname: "words", label: __("What Is to Be Done"), default: part?.words },
	];
};

// How much somebody has already tells whom to ask.
function person_label(name, unit, open) {
	const having = open ? __("{0} in hand", [open]) : __("nothing in hand");
	return `${name} · ${unit} · ${having}`;
}

async function send(dialog, values, { names, part, done }) {
	const method = part ? "hand_over" : "hand_on";
	const args = part ? { handed: part.name, ...values } : { names, ...values };
	const { message } = await frappe.call({ method: `${HANDLERS}.${method}`, args, freeze: true });
	const refused = part ? [] : message.filter(({ ok }) => !ok);
	if (names.length === 1 && refused.length) return frappe.msgprint({ message: refused[0].message, title: __("Not Done"), indicator: "red" });
	dialog.hide();
	if (part || names.length === 1) frappe.show_alert({ message: __("Handed on; the person is told."), indicator: "green" });
	else qingdan.tell_of_many(message, __("{0} tasks handed on", [message.length - refused.length]));
	return done();
}

// Who has the task in the reader's units, how far each is, and what may be done about it.
qingdan.parts_html = (parts, units) => {
	if (!parts.length) return "";
	return `<div class="qd-parts"><h5>${__("Handlers")}</h5>${units.map(unit_html).join("")}<ul class="list-unstyled">${parts.map(part_html).join("")}</ul></div>`;
};

// A unit is as far as its sub-items together.
function unit_html({ unit, percent, items, done }) {
	if (percent === null || items < 2) return "";
	const said = __("{0} sub-items, {1} done", [items, done]);
	return `<p class="qd-of-unit"><b>${qingdan.escape(unit)}</b> ${qingdan.bar_html(percent)} <span class="text-muted">${said}</span></p>`;
}

function part_html({ name, unit, handler, deadline, words, note, percent, is_open, late, may_change, may_tell, mine }) {
	const day = deadline ? qingdan.pill(__("by {0}", [qingdan.date(deadline)]), late ? "red" : "gray") : "";
	const said = [words, note].filter(Boolean).map((text) => `<div class="text-muted">${qingdan.lines(text)}</div>`);
	const button = (act, label) =>
		`<button type="button" class="btn btn-xs btn-default qd-part" data-act="${act}" data-part="${name}">${label}</button>`;
	const buttons = [
		may_tell && button("tell", __("How Far")),
		is_open && may_change && button("change", __("Change")),
		is_open && may_change && button("over", __("Hand to Another Person")),
		is_open && may_change && button("back", __("Take Back from a Person")),
		is_open && mine && button("finish", __("It Is Done")),
	];
	const far = is_open ? qingdan.bar_html(percent) : `<span class="text-muted">${__("Done")}</span>`;
	return `<li><b>${qingdan.escape(handler)}</b> <span class="text-muted">${qingdan.escape(unit)}</span> ${far} ${day}
		${buttons.filter(Boolean).join(" ")}${said.join("")}</li>`;
}

// The buttons beside each of them.
qingdan.listen_to_parts = (area, { task, parts, reload }) => {
	const ask = {
		tell: (part) => qingdan.tell_how_far(part, reload),
		change: (part) => qingdan.change_part(part, reload),
		over: (part) => qingdan.hand_on([task], reload, part),
		back: (part) => qingdan.ask_opinion(__("Take Back from a Person"), false, (opinion) => act("take_back", { handed: part.name, opinion }, reload)),
		finish: (part) => frappe.confirm(__("Tell your unit that this is done?"), () => act("finish", { handed: part.name }, reload)),
	};
	area.find(".qd-part").on("click", ({ currentTarget: { dataset } }) => {
		ask[dataset.act](parts.find(({ name }) => name === dataset.part));
	});
};

async function act(method, args, done) {
	await frappe.call({ method: `${HANDLERS}.${method}`, args, freeze: true });
	done();
}
