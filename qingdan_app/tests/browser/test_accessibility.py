"""Every page of the app, as each kind of person who opens it, at a desk and on a phone: it says what each thing on it is to who
does not see it (axe-core), asks for nothing it does not get, and complains of nothing."""

import os
from pathlib import Path

import pytest

from qingdan_app.tests.browser import walking

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
OURS = "[class^='qd-'], [class*=' qd-']"
"""What the app draws itself. The colours of the rest are the site's theme, which is not the app's to choose."""
OTHERS = ".page-container:not([data-page-route='Workspaces'], [data-page-route='query-report'])"
"""Desk keeps every page that was open, and axe-core would read all of them each time; what is not shown is put aside meanwhile,
but where core draws a chart late."""
JUDGE = """async ([standards, ours, others]) => {
	const away = [...document.querySelectorAll(others)].filter((page) => !page.checkVisibility());
	const places = away.map((page) => [page, document.createComment("page")]);
	for (const [page, place] of places) page.replaceWith(place);
	const faults = async (where, options) => (await axe.run(where, {
		resultTypes: ["violations"], ...options,
	})).violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
	const colours = ["color-contrast", "link-in-text-block"];
	const but = Object.fromEntries(colours.map((rule) => [rule, { enabled: false }]));
	const found = await faults(document, { runOnly: { type: "tag", values: standards }, rules: but });
	if (document.querySelector(ours))
		found.push(...await faults({ include: [ours] }, { runOnly: { type: "rule", values: colours } }));
	for (const [page, place] of places) place.replaceWith(page);
	return [...new Set(found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)))];
}"""
CORES = ("user-profile",)
"""A page of core with a chart of core's: both complain in every Frappe."""
CORES_CHARTS = (
	"Error: <rect> attribute width: A negative value",
	'Error: <svg> attribute width: Expected length, "NaN"',
	"Failed to execute 'removeChild' on 'Node': The node to be removed is not a child",
)
"""A chart of a workspace is drawn twice by core, the second time 0.7 s later, also where one has gone on: it then has no width,
and what it was drawn in may be out for as long as its library moves the bars (`makeChartArea`)."""
PEOPLE = {
	"desk": (
		"Qingdan Unit Liaison",
		"Qingdan Leader Office",
		"Qingdan Supervision Office",
		"Qingdan List Administrator",
	),
	"phone": ("Qingdan Unit Liaison", "Qingdan Leader Office"),
}


@pytest.fixture(scope="session")
def axe() -> str:
	return Path(os.environ["QINGDAN_AXE"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("screen", PEOPLE)
def test_every_page_is_told_to_who_does_not_see_it(people, desk_of, axe, screen):
	faults, walked = {}, set()
	for role in PEOPLE[screen]:
		desk = desk_of(next(person for person in people if person["roles"] == [role]), screen == "phone")
		refused = desk.watch_answers()
		desk.open_inbox()
		desk.page.evaluate(axe)
		for page in new_pages(desk, walked):
			walking.go(desk, page)
			faults[page] = desk.page.evaluate(JUDGE, [STANDARDS, OURS, OTHERS])
		assert [error for error in desk.errors if not error.startswith(CORES_CHARTS)] == []
		assert refused == []

	assert [f"{page}: {fault}" for page, found in faults.items() for fault in found] == []


def new_pages(desk, walked: set[tuple[str, bool]]):
	"""Pages of a kind that nobody has walked yet; who may urge is shown more in a report than others are."""
	urges = bool(desk.page.evaluate("() => frappe.boot.qingdan_urges"))
	for page in walking.pages_of(desk):
		kind = (walking.kind_of(page), urges and page.startswith("query-report/"))
		if kind not in walked and page not in CORES:
			walked.add(kind)
			yield page
