// Sentences for an opinion that one need not type, and sending it by Ctrl+Enter.

frappe.provide("qingdan.approval");

const PHRASES = "qingdan_app.api.phrases";

// Offers the phrases for a verb below the opinion of a dialog; a chosen one is added to what is there.
qingdan.approval.offer_phrases = async (dialog, verb) => {
	const field = dialog.fields_dict.opinion;
	if (!field) return;
	const area = $(`<div class="qd-phrases" aria-label="${__("Common Phrases")}"></div>`).appendTo(field.$wrapper);
	area.on("click", "[data-phrase]", ({ currentTarget }) => add_to(field, $(currentTarget).attr("data-phrase")));
	area.on("click", ".qd-keep-phrase", () => keep(field, area, verb));
	area.html(phrases_html(await frappe.xcall(`${PHRASES}.get_phrases`, { verb })));
};

function phrases_html(phrases) {
	const buttons = phrases.map(({ phrase }) => {
		const text = qingdan.escape(phrase);
		return `<button type="button" class="btn btn-default btn-xs" data-phrase="${text}">${text}</button>`;
	});
	const keep = `<button type="button" class="btn btn-link btn-xs qd-keep-phrase">${__("Keep as a Phrase")}</button>`;
	const all = `<a class="btn btn-link btn-xs" href="/app/qingdan-common-phrase" target="_blank">${__("My Phrases")}</a>`;
	return [...buttons, keep, all].join(" ");
}

function add_to(field, phrase) {
	const before = (field.get_input_value() || "").trim();
	field.set_value(before ? `${before}\n${phrase}` : phrase);
	field.$input.trigger("input").trigger("focus");
}

async function keep(field, area, verb) {
	const text = (field.get_input_value() || "").trim();
	if (!text) return frappe.show_alert({ message: __("Write the opinion first, then keep it."), indicator: "orange" });
	await frappe.xcall(`${PHRASES}.keep_phrase`, { text, verb });
	area.html(phrases_html(await frappe.xcall(`${PHRASES}.get_phrases`, { verb })));
	return frappe.show_alert({ message: __("Kept as a phrase of yours."), indicator: "green" });
}

// What was typed last is in the field before its button is pressed.
qingdan.approval.send_by_keyboard = (dialog) => {
	dialog.$wrapper.on("keydown", (event) => {
		if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		document.activeElement?.blur();
		const button = dialog.get_primary_btn();
		if (!button.hasClass("disabled")) button.trigger("click");
	});
};
