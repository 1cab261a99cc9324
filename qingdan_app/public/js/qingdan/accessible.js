// What core's Desk leaves without a name for who does not see it gets one on our pages: buttons that are a picture, fields
// whose label only stands beside them, lists that are none. It is named by what core shows already; nothing looks different.

const NAMELESS = "button, a.nav-link, a.navbar-brand, .attachment-row a, input:not([type=hidden]), select, textarea";
const BY_CLASS = {
	"list-row-checkbox": (box) => __("Select {0}", [decoded(box.dataset.name)]),
	"list-check-all": () => __("Select All"),
	"grid-row-check": () => __("Select"),
	"filter-button": () => __("Filter"),
	"dt-filter": () => __("Filter"),
	"dt-paste-target": () => __("Paste"),
	"navbar-brand": () => __("Home"),
	"scroll-to-top": () => __("Back to Top"),
	"add-assignment-btn": () => __("Assign To"),
	"add-attachment-btn": () => __("Attach File"),
	"add-tags-btn": () => __("Add Tags"),
	"drop-icon": () => __("Expand"),
	"chart-menu": () => __("Menu"),
	"prev-page": () => __("Previous"),
	"next-page": () => __("Next"),
};
const SHOWN_BESIDE_PAGES = ".navbar, .body-sidebar, .modal.show";
const FILTER_BASED_ON = "Filter based on ";
const BY_NAME = { hours: () => __("Hour"), minutes: () => __("Minute") };
const ROLES = [
	["ul.sidebar-menu", "none"],
	[".layout-side-section li", "none"],
	["ul[role=tablist] > li", "presentation"],
	["a[data-toggle=dropdown]:not([href])", "button"],
	[".attachment-row .data-pill", "group"],
	["[role=listbox] > li", "option"],
];

/** Whether the page at hand is one of the app's. */
function is_ours() {
	const route = frappe.get_route() ?? [];
	const [kind, name] = route;
	if (kind !== "Workspaces") return qingdan.is_ours(kind) || qingdan.is_ours(name);
	const page = frappe.boot.allowed_workspaces.find(({ title }) => title === route.at(-1));
	return frappe.boot.qingdan_modules.includes(page?.module);
}

function decoded(name) {
	return name ? unescape(name) : "";
}

const labelled = new WeakSet();

function is_named(element) {
	if (element.getAttribute("aria-label") || is_labelled(element)) return true;
	return element.matches("button:not([role=group]), a") && shows_words(element);
}

/** Whether a label belongs to it. The browser looks through the whole document for one: it is asked until there is. */
function is_labelled(element) {
	if (!labelled.has(element) && element.matches("input, select, textarea") && element.labels?.length) labelled.add(element);
	return labelled.has(element);
}

/** Words of its own, or of something in it that is shown; asked without having the browser lay the page out. */
function shows_words(element) {
	return [...element.childNodes].some((node) =>
		node.nodeType === Node.TEXT_NODE
			? Boolean(node.data.trim())
			: node.nodeType === Node.ELEMENT_NODE && node.checkVisibility() && shows_words(node)
	);
}

/** What is shown of an element to who sees it: a hint, a label beside it, words that are hidden on a phone. */
function words_of(element) {
	const own = Object.entries(BY_CLASS).find(([name]) => element.classList.contains(name))?.[1];
	const label = element.closest(".frappe-control")?.querySelector(".control-label, .label-area")?.textContent;
	const file = element.closest(".attachment-row")?.textContent;
	// a tick in a row of a list, which Frappe 16 draws as a box of its own
	const column = element.closest(".list-row-col [title]")?.title.split(":")[0];
	const { originalTitle } = element.dataset;
	const placeholder = element.getAttribute("placeholder");
	// what may be chosen is no name of the choice
	const text = element.matches("select") ? "" : element.textContent;
	const shown = [originalTitle, element.title, label, placeholder, text, file, column];
	return (own ?? BY_NAME[element.name] ?? named_by_row)(element) || shown.map((text) => text?.trim()).find(Boolean);
}

/** What a tick in a report chooses: a row, or all of them. */
function named_by_row(element) {
	const row = element.matches("[type=checkbox]") && element.closest(".dt-row");
	if (!row) return "";
	return row.matches(".dt-row-header") ? __("Select All") : __("Select row {0}", [Number(row.dataset.rowIndex) + 1]);
}

function name_all(root) {
	ROLES.forEach(([selector, role]) =>
		root.querySelectorAll(`:is(${selector}):not([role="${role}"])`).forEach((each) => each.setAttribute("role", role))
	);
	root.querySelectorAll(NAMELESS).forEach((element) => {
		const words = !is_named(element) && words_of(element);
		if (words) element.setAttribute("aria-label", words);
	});
	root.querySelectorAll(".timeline-item [title=Like]").forEach((icon) => {
		icon.title = __("Like", null, "Somebody likes a document");
	});
	root.querySelectorAll(`.dt-filter[title^="${FILTER_BASED_ON}"]`).forEach(say_filter);
	root.querySelectorAll(".list-subject [data-sort-by][title]").forEach(say_order);
	root.querySelectorAll("img.app-logo:not([alt])").forEach((logo) => logo.setAttribute("alt", ""));
	root.querySelectorAll("[role=tablist] [aria-controls]").forEach(control_by_id);
	root.querySelectorAll(".shortcut-widget-box[aria-label]").forEach((box) => box.removeAttribute("aria-label"));
	root.querySelectorAll("[role=combobox][aria-owns]").forEach(lead_to_list);
}

/** A column of a report says what it is filtered by, in English alone. */
function say_filter(filter) {
	const column = filter.title.slice(FILTER_BASED_ON.length);
	filter.title = __("Filter by {0}", [column === "Index" ? __("Serial Number") : column]);
}

/** The first column of a list says what it is put in order by, in the English of its label. */
function say_order(heading) {
	const words = __("Click to sort by {0}", [heading.textContent.trim()]);
	if (heading.title !== words) heading.title = words;
}

/** Core names the tab's label, which is no id; the tab leads to its pane. */
function control_by_id(tab) {
	const pane = tab.getAttribute("href")?.slice(1);
	if (pane && tab.getAttribute("aria-controls") !== pane) tab.setAttribute("aria-controls", pane);
}

/** Core leaves out which list a field opens, and numbers choices that its own fields then draw without a number. */
function lead_to_list(field) {
	const list = field.getAttribute("aria-owns");
	if (field.getAttribute("aria-controls") !== list) field.setAttribute("aria-controls", list);
	document.querySelectorAll(`[id="${list}"] > :not([id])`).forEach((choice) => {
		choice.id = `${list}_item_${[...choice.parentElement.children].indexOf(choice)}`;
	});
}

// Desk keeps every page that was open: only what changed is gone through, or a long day would slow it down.
let changed = new Set();

/** Once a frame, however much is drawn in it. */
function name_soon(roots) {
	if (!changed.size) requestAnimationFrame(name_changed);
	roots.forEach((root) => root && changed.add(root));
}

function name_changed() {
	const roots = [...changed].filter((root) => root.isConnected);
	changed = new Set();
	if (!is_ours()) return;
	roots.filter((root) => !roots.some((other) => other !== root && other.contains(root))).forEach(name_all);
}

/** What is on the screen, whenever it was drawn: the page before may have been another app's. */
function name_all_shown() {
	name_soon([frappe.container?.page, ...document.querySelectorAll(SHOWN_BESIDE_PAGES)]);
}

$(document).on("app_ready", () => {
	// a button that was drawn empty is named when its words come: from the element around it
	const name_around = (records) => name_soon(records.map(({ target }) => target.parentElement ?? target));
	new MutationObserver(name_around).observe(document.body, { childList: true, subtree: true });
	$(document).on("page-change", name_all_shown);
	name_all_shown();
});
