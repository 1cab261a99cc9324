// The acts that one may do on a document now, as buttons of its form: the server says which, in which words and where.

frappe.provide("qingdan");

// `own` holds what a form does for an act itself, by act.
qingdan.offer_acts = async (frm, own = {}) => {
	if (frm.is_new()) return;
	const { doctype, name } = frm.doc;
	const choices = await frappe.xcall("qingdan_app.api.documents.get_choices", { doctype, name });
	const view = await frm.qd_approval?.loading;
	if (frm.doc.name !== name) return;
	// where a request runs, its panel has the button of whoever has the turn
	const decided = view?.choices.some(({ place }) => place === "primary");
	choices.filter(({ place }) => !decided || place !== "primary").forEach((choice) => offer(frm, choice, own[choice.act]));
};

function offer(frm, choice, own) {
	const take = own || (() => take_choice(frm, choice));
	if (choice.place === "primary") frm.page.set_primary_action(choice.words, take);
	else frm.add_custom_button(choice.words, take);
}

async function take_choice(frm, choice) {
	if (frm.is_dirty()) await frm.save();
	const kept = kept_as(frm, choice.act);
	return qingdan.ask_for({ ...choice, kept }, (opinion) => perform(frm, choice.act, opinion));
}

// Where an opinion is kept until its act is done.
const kept_as = (frm, act) => `${frm.doctype}/${frm.doc.name}/${act}`;

function perform(frm, act, opinion) {
	const { doctype, name, state } = frm.doc;
	return frappe.call({
		method: "qingdan_app.api.documents.perform",
		args: { doctype, name, act, opinion, seen_state: state },
		freeze: true,
		callback: () => {
			qingdan.words_kept.forget(kept_as(frm, act));
			frm.reload_doc();
		},
		error: () => frm.reload_doc(),
	});
}
