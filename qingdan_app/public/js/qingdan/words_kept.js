// What somebody was writing when a dialog was closed by Esc, by a click beside it, or with the phone: it is there again
// when they come back. It stays in this browser, for this person alone.

frappe.provide("qingdan");

const PREFIX = "qingdan-words:";

qingdan.words_kept = {
	in_dialog(dialog, fieldname, key) {
		const kept = localStorage.getItem(place_of(key));
		if (kept) dialog.set_value(fieldname, kept);
		dialog.fields_dict[fieldname].$wrapper.on("input", "textarea", ({ target }) => this.keep(key, target.value));
	},

	keep(key, words) {
		if (words.trim()) localStorage.setItem(place_of(key), words);
		else this.forget(key);
	},

	forget: (key) => localStorage.removeItem(place_of(key)),
};

function place_of(key) {
	return `${PREFIX}${frappe.session.user}:${key}`;
}

// Whoever sits before this computer next does not find what somebody else has written.
$(document).on("app_ready", () => {
	Object.keys(localStorage)
		.filter((name) => name.startsWith(PREFIX) && !name.startsWith(place_of("")))
		.forEach((name) => localStorage.removeItem(name));
});
