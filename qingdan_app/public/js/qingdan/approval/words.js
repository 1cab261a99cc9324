// The words of an approval as people read them.

frappe.provide("qingdan.approval");

// Where a request is returned to its sender; everything else of the engine comes in words from the server.
qingdan.approval.INITIATOR = "@initiator";

qingdan.approval.MODES = () => ({
	any: __("any one of them"),
	all: __("all of them"),
	"in turn": __("one after the other"),
	count: __("a number of them"),
	percent: __("a share of them"),
});

// The title of a step, or of where a request may be returned to.
qingdan.approval.step_title = (key, steps) => {
	if (key === qingdan.approval.INITIATOR) return __("the initiator");
	return steps.find((step) => step.key === key)?.title || key;
};

// Who acts, and for whom: both names stand in the record.
qingdan.approval.person_html = (name, on_behalf_of) => {
	const person = qingdan.escape(name || "");
	return on_behalf_of ? `${person}${__(" (for {0})", [qingdan.escape(on_behalf_of)])}` : person;
};

// Whom an act was for: who was asked, added or told.
qingdan.approval.named_html = (people) => (people?.length ? `→ ${people.map(qingdan.escape).join("、")}` : "");

// What somebody has just done, as a sentence that says so.
qingdan.approval.tell_done = (about, words) => {
	const message = __("{0}: “{1}” is done.", [qingdan.escape(about), qingdan.escape(words)]);
	frappe.show_alert({ message, indicator: "green" });
};

// How something stands, as the server says: `{text, colour}`, or `at`, a moment, in the reader's own time.
qingdan.approval.mark_html = (mark) => {
	if (!mark) return "";
	return qingdan.pill(mark.at ? __("due {0}", [qingdan.moment(mark.at)]) : mark.text, mark.colour);
};
