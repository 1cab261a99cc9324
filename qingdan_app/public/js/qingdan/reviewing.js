// Tasks without a due date: when they are looked at again, on what they depend, and what the reader may say of them.

frappe.provide("qingdan");

const REVIEWS = "qingdan_app.api.reviews";

qingdan.review_html = (review) => {
	if (!review) return "";
	const { kind, day, mark, condition, watch, last, offers, may_set, may_ask } = review;
	const rows = [
		day && `${__("Next Review")}${colon()} ${qingdan.date(day)} ${mark?.text ? qingdan.pill(mark.text, mark.colour) : ""}`,
		condition && `${__("What It Depends On")}${colon()} ${qingdan.lines(condition)}`,
		watch && `${__("Watched by {0}", [qingdan.escape(watch)])}`,
		last && `${__("Last reviewed on {0}", [qingdan.date(last.on)])}${colon()} <b>${qingdan.escape(last.result)}</b> ${qingdan.lines(last.words || "")}`,
	];
	const buttons = [
		...offers.map(({ verdict, words }) => button_html(verdict, words)),
		may_set && button_html("set_up", __("Set Up the Review")),
		may_ask && button_html("ask", __("Ask for a Due Date")),
	];
	return `<div class="qd-missing qd-review"><b>${qingdan.escape(kind)}</b>
		${rows.filter(Boolean).map((row) => `<div>${row}</div>`).join("")}
		<div class="qd-review-acts">${buttons.filter(Boolean).join(" ")}</div></div>`;
};

// What a task of several years owes this year.
qingdan.stage_html = (stage) => {
	if (!stage) return "";
	const day = stage.goal && stage.due ? `<span class="text-muted">${__("Stage due on {0}", [qingdan.date(stage.due)])}</span>` : "";
	const button = stage.may_set ? button_html("set_stage", __("Set the Stage Goal")) : "";
	return `<p class="qd-target qd-stage"><b>${qingdan.escape(stage.label)}</b>${colon()} ${qingdan.lines(stage.text)} ${day} ${button}</p>`;
};

const colon = () => __(":", null, "After a label");

const button_html = (act, words) =>
	`<button type="button" class="btn btn-xs btn-default qd-review-act" data-act="${act}">${qingdan.escape(words)}</button>`;

// The buttons of the overview; `about` is `{task, review, stage, reload}`.
qingdan.listen_to_review = (area, about) => {
	area.find(".qd-review-act").on("click", ({ currentTarget: { dataset } }) => {
		if (dataset.act === "set_up") return set_up(about);
		if (dataset.act === "set_stage") return set_stage(about);
		if (dataset.act === "ask") return qingdan.ask_for_change([about.task], about.reload, { kind: "Adjustment" });
		return say(about, about.review.offers.find(({ verdict }) => verdict === dataset.act));
	});
};

function say({ task, reload }, { verdict, words, day, needed }) {
	const label = needed ? __("What Was Found, or Why") : __("What Was Found (optional)");
	return asked(words, [
		day && { fieldtype: "Date", fieldname: "by_day", label: day, reqd: 1 },
		{ fieldtype: "Small Text", fieldname: "words", label, reqd: needed },
	], (values) => frappe.call({ method: `${REVIEWS}.review`, args: { task, verdict, ...values }, freeze: true }), reload);
}

function set_up({ task, review: { fields, units, people }, reload }) {
	const or_nobody = (options) => [{ value: "", label: "" }, ...options];
	return asked(__("Set Up the Review"), [
		{ fieldtype: "Date", fieldname: "review_on", label: __("Next Review"), default: fields.review_on, reqd: 1 },
		{ fieldtype: "Small Text", fieldname: "condition", label: __("What It Depends On"), default: fields.condition },
		{ fieldtype: "Select", fieldname: "watch_unit", label: __("Watched By Unit"), options: ["", ...units], default: fields.watch_unit },
		{ fieldtype: "Select", fieldname: "watcher", label: __("Watched By"), options: or_nobody(people), default: fields.watcher },
		{ fieldtype: "Small Text", fieldname: "words", label: __("Reason"), reqd: 1 },
	], ({ words, ...values }) => {
		const named = { condition: "", watch_unit: "", watcher: "", ...values };
		return frappe.call({ method: `${REVIEWS}.set_up`, args: { task, words, watch: JSON.stringify(named) }, freeze: true });
	}, reload);
}

function set_stage({ task, stage: { goal, percent, due }, reload }) {
	return asked(__("Set the Stage Goal"), [
		{ fieldtype: "Small Text", fieldname: "goal", label: __("Stage Goal"), default: goal, reqd: 1 },
		{ fieldtype: "Percent", fieldname: "percent", label: __("Stage Percent"), default: percent },
		{ fieldtype: "Date", fieldname: "due", label: __("Stage Due"), default: due },
		{ fieldtype: "Small Text", fieldname: "words", label: __("Reason"), reqd: 1 },
	], (values) => frappe.call({ method: `${REVIEWS}.set_stage`, args: { task, ...values }, freeze: true }), reload);
}

function asked(title, fields, send, done) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields: fields.filter(Boolean),
		primary_action_label: title,
		primary_action: async (values) => {
			await send(values);
			dialog.hide();
			done();
		},
	});
	return dialog.show();
}
