// The words of an approval as people read them.

frappe.provide("qingdan.approval");

// Acts of the engine; the verbs themselves come from the server, in Chinese as everywhere.
qingdan.approval.INITIATOR = "@initiator";

qingdan.approval.MODES = () => ({
	any: __("any one of them"),
	all: __("all of them"),
	"in turn": __("one after the other"),
	count: __("a number of them"),
	percent: __("a share of them"),
});

qingdan.approval.STATUS = () => ({
	Running: [__("Under approval"), "blue"],
	Returned: [__("Returned for correction"), "orange"],
	Blocked: [__("Nobody can act"), "red"],
	Approved: [__("Approved"), "green"],
	Rejected: [__("Rejected"), "red"],
	Withdrawn: [__("Withdrawn"), "gray"],
	Terminated: [__("Terminated"), "gray"],
});

// `[words, colour]` for a request: its outcome once it has ended.
qingdan.approval.status_of = ({ status, outcome }) =>
	qingdan.approval.STATUS()[status === "Ended" ? outcome : status] || [__(status), "gray"];

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

// How long until a moment, or since it: `{text, colour}`.
qingdan.approval.due = (due, late_since) => {
	if (!due) return null;
	const hours = moment(due).diff(moment(frappe.datetime.now_datetime()), "minutes") / 60;
	const late = late_since || hours < 0;
	return { text: __("due {0}", [qingdan.moment(due)]), colour: late ? "red" : hours < 8 ? "orange" : "gray" };
};
