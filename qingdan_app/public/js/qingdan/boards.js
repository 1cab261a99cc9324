// A board by state shows where things stand. Its cards are not dragged: the state follows from the flow, and the server would
// refuse. A card that somebody tries to drag says where the state changes.

const STEP = 8;
let pressed = null;

function follows_the_flow() {
	const [view, doctype, kind] = frappe.get_route?.() || [];
	const field = cur_list?.board?.field_name;
	return view === "List" && kind === "Kanban" && (frappe.boot.qingdan_stated?.[doctype] || []).includes(field);
}

// Before core's own listeners, which begin to drag with the press; a click still opens the card.
["pointerdown", "mousedown", "touchstart"].forEach((name) =>
	document.addEventListener(
		name,
		(event) => {
			if (!event.target.closest?.(".kanban-card") || !follows_the_flow()) return;
			event.stopPropagation();
			if (name === "pointerdown") pressed = [event.clientX, event.clientY];
		},
		true,
	),
);

document.addEventListener(
	"pointermove",
	({ clientX, clientY, buttons }) => {
		if (!pressed || !buttons || Math.hypot(clientX - pressed[0], clientY - pressed[1]) < STEP) return;
		pressed = null;
		frappe.show_alert({ message: __("The state follows from the flow. Open the card and press its button."), indicator: "orange" }, 7);
	},
	true,
);
document.addEventListener("pointerup", () => (pressed = null), true);

// A new card in a later state would be refused too.
$(document).on("page-change", () => setTimeout(() => $(document.body).toggleClass("qd-board-of-states", Boolean(follows_the_flow()))));
