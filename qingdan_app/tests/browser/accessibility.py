"""What a page does not tell to who does not see it: axe-core reads it as a screen reader would."""

import os
from pathlib import Path

from qingdan_app.tests.browser.desk import Desk

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
OURS = "[class^='qd-'], [class*=' qd-']"
"""What the app draws itself. The colours of the rest are the site's theme, which is not the app's to choose."""
JUDGE = """async ([standards, ours]) => {
	const faults = async (where, options) => (await axe.run(where, {
		resultTypes: ["violations"], ...options,
	})).violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
	const colours = ["color-contrast", "link-in-text-block"];
	const but = Object.fromEntries(colours.map((rule) => [rule, { enabled: false }]));
	const found = await faults(document, { runOnly: { type: "tag", values: standards }, rules: but });
	if (document.querySelector(ours))
		found.push(...await faults({ include: [ours] }, { runOnly: { type: "rule", values: colours } }));
	return [...new Set(found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)))];
}"""
CORES = ("user-profile",)
"""A page of core with a chart of core's: both complain in every Frappe."""
CORES_CHARTS = (
	"Error: <rect> attribute width: A negative value",
	"Failed to execute 'removeChild' on 'Node': The node to be removed is not a child",
)
"""A chart of a workspace is drawn twice by core, the second time 0.7 s later, also where one has gone on: it then has no width,
and what it was drawn in may be out for as long as its library moves the bars (`makeChartArea`)."""


def faults_of(desk: Desk, page: str) -> list[str]:
	"""What is serious on the page at hand."""
	if page in CORES:
		return []
	if not desk.page.evaluate("Boolean(window.axe)"):
		desk.page.evaluate(Path(os.environ["QINGDAN_AXE"]).read_text(encoding="utf-8"))
	return [f"{page}: {fault}" for fault in desk.page.evaluate(JUDGE, [STANDARDS, OURS])]


def complaints(desk: Desk) -> list[str]:
	"""What the browser complained of, apart from charts that core draws twice."""
	return [error for error in desk.errors if not error.startswith(CORES_CHARTS)]
