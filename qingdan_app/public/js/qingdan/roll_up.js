// How far a list or a key work is, and who is behind, at the head of its form. Each figure leads to the tasks it counts.

frappe.provide("qingdan");

const PROGRESS = "qingdan_app.api.progress";
const SHOWN_BEHIND = 10;

// `scope` is the filter that names the tasks of the document.
qingdan.show_roll_up = async (frm, scope) => {
	const { doctype, name } = frm.doc;
	const { message: said } = await frappe.call({ method: `${PROGRESS}.get_roll_up`, args: { doctype, name } });
	if (frm.doc.name !== name) return;
	const area = frm.fields_dict.roll_up.$wrapper.html(roll_up_html(said));
	area.find(".qd-figure").on("click", ({ currentTarget: { dataset } }) => open({ scope, shown: said.shown, ...dataset }));
	area.find(".qd-more").on("click", ({ currentTarget }) => {
		$(currentTarget).remove();
		area.find(".qd-behind li").removeClass("hidden");
	});
};

// The tasks of a figure, in the list; those that are behind their schedule, in the report that says by how much.
function open({ scope, shown, figure, unit }) {
	const { filters } = shown.find((one) => one.figure === figure);
	if (!filters) return frappe.set_route("query-report", "Qingdan Behind Schedule", { ...scope, ...(unit ? { lead_unit: unit } : {}) });
	const of_unit = unit === undefined ? {} : { lead_unit: unit || ["is", "not set"] };
	return frappe.set_route("List", "Qingdan Task", "List", { ...scope, ...filters, ...of_unit });
}

function roll_up_html(said) {
	const notes = [
		said.partial && __("Of the tasks that you see."),
		said.weighted && __("By the weights of key works and tasks."),
	];
	return `<div class="qd-roll-up">
		<div class="qd-facts">
			${fact_html(__("Progress of {0} Tasks", [said.tasks]), said.percent === null ? "—" : qingdan.bar_html(said.percent))}
			${fact_html(__("By Schedule"), schedule_html(said))}
		</div>
		<div class="qd-figures">${figures_html(said)}</div>
		${behind_html(said)}
		<p class="text-muted small">${notes.filter(Boolean).join(" ")}</p>
	</div>`;
}

function fact_html(label, html) {
	return `<div class="qd-fact"><div class="qd-label">${label}</div><div>${html}</div></div>`;
}

function schedule_html({ paced, paced_percent, expected }) {
	if (expected === null) return "—";
	return __("{0}% expected, {1}% reached ({2} tasks with a schedule)", [expected, paced_percent, paced]);
}

function figures_html({ shown }) {
	return shown.map((one) => button_html(one.figure, `${one.label} ${one.count}`, undefined, light_of(one))).join("");
}

// The colour of a figure that counts a light; its label says it in words.
const light_of = ({ filters }) => filters?.light?.toLowerCase();

function button_html(figure, label, unit, light) {
	const dot = light ? `<span class="qd-light qd-light-${light}" aria-hidden="true"></span> ` : "";
	const of_unit = unit === undefined ? "" : `data-unit="${qingdan.escape(unit)}"`;
	return `<button type="button" class="btn btn-xs btn-default qd-figure" data-figure="${figure}" ${of_unit}>${dot}${qingdan.escape(label)}</button>`;
}

function behind_html({ units, shown }) {
	if (!units.length) return `<p class="qd-missing all">${__("Nobody is behind.")}</p>`;
	const lights = shown.filter(light_of);
	const rows = units.map((unit, index) => unit_html(unit, lights, index >= SHOWN_BEHIND));
	const more = units.length - SHOWN_BEHIND;
	const button = more > 0 ? `<button type="button" class="btn btn-xs btn-link qd-more">${__("and {0} more", [more])}</button>` : "";
	return `<h5>${__("Who Is Behind")}</h5><ul class="qd-behind">${rows.join("")}</ul>${button}`;
}

function unit_html(unit, lights, hidden) {
	const { group, percent, late, behind, points } = unit;
	const figures = [
		late && button_html("late", __("{0} late", [late]), group),
		behind && button_html("behind", __("{0} behind, by {1} points on average", [behind, points]), group),
		...lights.map((one) => unit[one.figure] && button_html(one.figure, `${one.label} ${unit[one.figure]}`, group, light_of(one))),
	];
	return `<li class="${hidden ? "hidden" : ""}"><b class="qd-who">${qingdan.escape(group || __("None Named"))}</b>
		${percent === null ? "" : qingdan.bar_html(percent)} ${figures.filter(Boolean).join(" ")}</li>`;
}
