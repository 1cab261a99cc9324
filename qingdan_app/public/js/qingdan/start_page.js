// Whoever speaks for a unit begins the day with the list of what is theirs. The workspaces stand behind the home button.

const { qingdan_start: start } = frappe.boot;
if (start && /^\/(app|desk)\/?$/.test(window.location.pathname) && !window.location.hash) {
	const root = window.location.pathname.replace(/\/$/, "");
	window.history.replaceState(null, "", `${root}/${start.route}`);
}
