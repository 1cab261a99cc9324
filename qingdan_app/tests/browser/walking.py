"""All pages of the app that a person may open, and everything that stands on one: what the walks of the browser read.

Pages are asked of Desk itself, so that a DocType, report or workspace of tomorrow is walked too.
"""

from dataclasses import dataclass

from playwright.sync_api import expect

from qingdan_app.tests.browser.desk import Desk
from qingdan_app.tests.browser.screens import PHONE

OURS = "Qingdan "
"""How the names of our DocTypes and reports begin."""

PAGES = """async (ours) => {
	const slug = (name) => frappe.router.slug(name);
	const user = frappe.boot.user;
	const found = ["qingdan-inbox"];
	for (const page of frappe.boot.allowed_workspaces)
		if (frappe.boot.qingdan_modules.includes(page.module)) found.push(slug(page.title));
	for (const name of Object.keys(user.all_reports)) if (name.startsWith(ours)) found.push(`query-report/${name}`);
	const walk = async (doctype) => {
		if (frappe.boot.single_types.includes(doctype)) return [slug(doctype)];
		const rows = await frappe.db.get_list(doctype, { limit: 1, order_by: "modified desc" });
		return [
			`${slug(doctype)}/view/list`,
			...rows.map(({ name }) => `${slug(doctype)}/${encodeURIComponent(name)}`),
			...(frappe.model.can_create(doctype) ? [`${slug(doctype)}/new`] : []),
		];
	};
	const doctypes = user.can_read.filter((name) => name.startsWith(ours)).sort();
	return [...found, ...(await Promise.all(doctypes.map(walk))).flat()];
}"""

SETTLED = """async () => {
	const idle = () => new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 100 }), 30));
	for (let times = 0; times < 4; times++) {
		await idle();
		if (document.readyState !== "complete" || frappe.request.ajax_count) times = 0;
	}
	return true;
}"""
"""Sooner than `Desk.wait_for_quiet`: what comes late is read on the next page of its kind."""

READ = """() => {
	const found = [];
	const say = (text, place) => {
		const words = (text || "").replace(/\\s+/g, " ").trim();
		if (words) found.push([words, String(place)]);
	};
	const left_out = "script, style, template, noscript, kbd, .tooltip-content, .avatar, .datepicker, .ace_editor, [data-fieldtype=Code]";
	const put_away = ".hide, .hidden, [style*='display: none']";
	const hear = (element) => {
		// the letter that Alt presses is marked, and where two versions of a sentence differ: it is read as one
		const whole = element.matches(".menu-item-label") || Boolean(element.querySelector(":scope > mark"));
		if (whole) say(element.textContent, element.className);
		for (const node of whole ? [] : element.childNodes)
			if (node.nodeType === Node.TEXT_NODE) say(node.textContent, element.className || element.tagName);
		for (const name of whole ? [] : ["placeholder", "title", "aria-label"]) say(element.getAttribute(name), name);
		if (element.matches("input[type=text], input:not([type]), textarea")) say(element.value, "value");
		return !whole;
	};
	// what is not shown is not gone into: Desk keeps every page that was open. Menus that are closed are read too.
	const walk = (element, in_menu) => {
		if (element.matches(left_out)) return;
		const menu = in_menu || (element.matches(".dropdown-menu") && !element.checkVisibility());
		if (menu ? element.matches(put_away) : !element.checkVisibility()) return;
		if (hear(element)) for (const child of element.children) walk(child, menu);
	};
	walk(document.body, false);
	say(document.title, "title of the window");
	return found;
}"""
"""Left out is what people do not read as words: keys, the names of fields that Alt shows, the letters of pictures,
the calendar that waits to be opened, and what machines have written for machines."""

CLOSED = "() => !$('.modal.show').modal('hide').length"
"""Asked until it is so: one that still comes in lets itself not be closed, and another may come late."""

BUTTONS = ".page-head:visible .custom-actions button:visible, .page-head:visible .primary-action:visible, .qd-approval-acts button:visible"


@dataclass(frozen=True)
class Said:
	"""Words on a page, and where they stand."""

	page: str
	words: str
	place: str

	def __str__(self) -> str:
		return f"{self.page}: {self.words!r} ({self.place})"


def pages_of(desk: Desk) -> list[str]:
	"""Addresses of the app's pages that this person may open, below `/app/`."""
	return desk.page.evaluate(PAGES, OURS)


def kind_of(page: str) -> str:
	"""A page without the document it shows: one form of a DocType is like another."""
	first, *more = page.split("/")
	if first == "query-report" or not more or more in (["new"], ["view", "list"]):
		return page
	return f"{first}/form"


def go(desk: Desk, page: str) -> None:
	"""Open a page as a link within Desk does, which loads nothing anew."""
	desk.page.evaluate("(page) => frappe.set_route(page)", page)
	settle(desk)


def settle(desk: Desk) -> None:
	desk.page.evaluate(SETTLED)


def read(desk: Desk, page: str) -> list[Said]:
	"""Everything that is said on the page at hand, menus that are closed included."""
	return [Said(page, words, place) for words, place in desk.page.evaluate(READ)]


def take_a_phone(desk: Desk) -> None:
	"""The same person before a screen of a phone's size: Desk draws otherwise from its next page on."""
	desk.page.set_viewport_size(PHONE["viewport"])
	desk.visit("/app/qingdan-inbox")
	settle(desk)


def read_refusal(desk: Desk, page: str) -> list[Said]:
	"""What is said to who opens a page that is not open to them, or not there; Desk is loaded for it, as by a link in a mail."""
	desk.page.goto(f"/app/{page}")
	expect(desk.page.locator(".msgprint:visible").first).to_be_visible()
	settle(desk)
	return read(desk, f"{page} (refused)")


def read_dialogs(desk: Desk, page: str, but: tuple[str, ...] = ()) -> list[Said]:
	"""What the dialogs say that the buttons of the page at hand open; buttons of the words `but` act at once."""
	said: list[Said] = []
	labels = [label.strip() for label in desk.page.locator(BUTTONS).all_inner_texts()]
	for label in dict.fromkeys(label for label in labels if label and label not in but):
		desk.page.locator(BUTTONS).filter(has_text=label).first.dispatch_event("click")
		settle(desk)
		if desk.page.locator(".modal.show").count():
			desk.wait_for_dialog()
			said += read(desk, f"{page} › {label}")
			desk.page.wait_for_function(CLOSED)
	return said
