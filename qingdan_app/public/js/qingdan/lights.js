// The light of a task (红黄绿灯): its colour in words, since when and why, and what it showed before.

frappe.provide("qingdan");

const WORDS = {
	Red: () => __("Red", null, "Light"),
	Yellow: () => __("Yellow", null, "Light"),
	Blue: () => __("Blue", null, "Light"),
	Green: () => __("Green", null, "Light"),
};

// A dot for rows of a list, `where` there is room: whoever does not see colours is told in words.
qingdan.light_dot = (light, where) => {
	if (!WORDS[light]) return "";
	const words = qingdan.escape(WORDS[light]());
	return `<span class="qd-light ${where} qd-light-${light.toLowerCase()}" role="img" title="${words}" aria-label="${words}"></span> `;
};

qingdan.light_html = ({ text, colour, since, reason }) => {
	const pill = qingdan.pill(text, colour);
	const from = since ? `<span class="text-muted">${__("since {0}", [qingdan.date(since)])}</span>` : "";
	return [pill, qingdan.escape(reason), from].join(" ");
};

qingdan.light_history_html = (light) => {
	if (!light?.history.length) return "";
	const rows = light.history.map(({ day, was, now, rule, remembered, reason }) => {
		const why = [rule, ...reason, remembered && __("made good")].filter(Boolean).map(qingdan.escape).join("；");
		return `<tr><td>${qingdan.date(day)}</td><td>${qingdan.pill(was.text, was.colour)} → ${qingdan.pill(now.text, now.colour)}</td><td>${why}</td></tr>`;
	});
	const table = qingdan.table_html([__("Changed On"), __("Light"), __("Reason")], rows);
	return `<details class="qd-light-history"><summary>${__("Earlier Lights ({0} changes)", [light.history.length])}</summary>${table}</details>`;
};
