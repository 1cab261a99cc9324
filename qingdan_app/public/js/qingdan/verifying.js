// What was verified of a task: written down, and shown between what the unit says and what the calendar says.

frappe.provide("qingdan");

const VERIFICATION = "Qingdan Verification";
const RESULTS = ["As Reported", "Not as Reported"];

// `earlier` is the verification that this one corrects; `done` gets the answer.
qingdan.verify = (task, done = () => {}, earlier = {}) => {
	let uploads;
	const dialog = new frappe.ui.Dialog({
		title: earlier.name ? __("Correct the Verification") : __("Verify {0} on Site", [task]),
		fields: [
			{ fieldtype: "Select", fieldname: "result", label: __("Verification Result"), options: results(), default: earlier.result, reqd: 1 },
			{ fieldtype: "Small Text", fieldname: "finding", label: __("Finding"), default: earlier.finding, reqd: 1 },
			{ fieldtype: "Date", fieldname: "day", label: __("Verified On"), description: __("Empty: today."), default: earlier.day },
			{ fieldtype: "Data", fieldname: "place", label: __("Place"), default: earlier.place },
			{ fieldtype: "Data", fieldname: "verified_by", label: __("Verified By"), description: __("Empty: the supervision office."), default: earlier.verified_by },
			{ fieldtype: "HTML", fieldname: "photos", label: __("Photos") },
		],
		primary_action_label: __("Keep the Verification"),
		primary_action: async (said) => {
			const verification = { ...said, task, corrects: earlier.name, evidence: uploads.files };
			const args = { verification: JSON.stringify(verification) };
			const { message } = await frappe.call({ method: "qingdan_app.api.verifications.verify", args, freeze: true });
			dialog.hide();
			done(message);
		},
	});
	dialog.show();
	uploads = new qingdan.Uploads(dialog.fields_dict.photos.$wrapper);
	return dialog;
};

const results = () => RESULTS.map((value) => ({ value, label: __(value) }));

// One task at a time: what is found is about one place.
qingdan.verify_checked = (names, done) => {
	if (names.length !== 1) return frappe.show_alert({ message: __("Choose one task."), indicator: "orange" });
	return qingdan.verify(names[0], done);
};

// Three things stand side by side and are never mixed. Nothing is shown of a task that nobody has looked at.
qingdan.verifications_html = (verifications = [], overview) => {
	if (!verifications.length) return "";
	const [latest, ...others] = [...verifications].sort((one, other) => Boolean(one.corrected_by) - Boolean(other.corrected_by));
	const earlier = others.length
		? `<details><summary>${__("{0} earlier verifications", [others.length])}</summary>${others.map(verification_html).join("")}</details>`
		: "";
	return `<div class="qd-three">
		${part_html(__("What the Unit Says"), said_html(overview))}
		${part_html(__("What Was Verified"), verification_html(latest) + earlier)}
		${part_html(__("What the Calendar Says"), calendar_html(overview))}
	</div>`;
};

const part_html = (title, html) => `<section><b>${title}</b><div>${html}</div></section>`;

function said_html({ percent, timeline }) {
	const filed = [...timeline].reverse().find(({ report }) => report);
	const words = filed ? `<div>${qingdan.lines(filed.report.done)}</div><div class="text-muted">${qingdan.moment(filed.at)}</div>` : "";
	return qingdan.bar_html(percent) + words;
}

function calendar_html({ deadline, light }) {
	const late = deadline.late_since ? qingdan.pill(__("late since {0}", [qingdan.date(deadline.late_since)]), "red") : "";
	const due = deadline.final ? `${__("Deadline")} ${qingdan.date(deadline.final)}` : __("No due date");
	return [light ? qingdan.light_html(light) : "", `<div>${due} ${late}</div>`].join("");
}

function verification_html(row) {
	const where = [row.verified_by || __("Supervision Office"), row.place].filter(Boolean).map(qingdan.escape).join(" · ");
	const corrected = row.corrected_by ? qingdan.pill(__("corrected by {0}", [row.corrected_by]), "gray") : "";
	const link = `<a href="${frappe.utils.get_form_link(VERIFICATION, row.name)}">${qingdan.date(row.day)}</a>`;
	const said = __("The unit had said {0}%", [Math.round(row.percent)]);
	return `<div class="qd-verified">${qingdan.pill(__(row.result), row.agrees ? "green" : "red")} ${corrected} ${link}
		<span class="text-muted">${where}</span><div>${qingdan.lines(row.finding)}</div>
		<div class="text-muted">${said}</div>${qingdan.files_html(row.files)}</div>`;
}
