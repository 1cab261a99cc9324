"""The floors of the house: a room may call the rooms on the floors below it, and nobody else."""

FLOORS: tuple[tuple[str, ...], ...] = (
	(
		"compat",
		"plain_rows",
		"arguments",
		"asked_once",
		"sessions",
		"markup",
		"site_language",
		"ours",
		"primary",
		"repeating",
		"role_holders",
		"words_at_hand",
	),
	("background", "overridden", "shapes", "tests/metas_at_hand"),
	("tests/site", "tests/users", "tests/budget", "tests/patience", "tests/statements"),
	("parsing", "messaging", "working_time", "organization"),
	("workflows/exceptions", "signing_in", "column_words"),
	("workflows/retry", "workflows/administrators", "workflows/guarded", "workflows/listed"),
	("workflows/engine", "side_by_side"),
	("workflows/workflow_acts",),
	("workflows/wording", "workflows/telling"),
	("workflows/log",),
	("workflows/moves",),
	("workflows/flows",),
	("workflows/forms",),
	("workflows/requests",),
	("workflows/seals", "workflows/papers"),
	("workflows/doctype", "workflows/page", "workflows/tests"),
	("tasks",),
	("lights",),
	("scores",),
	("handing_out", "handlers"),
	("matters", "notices"),
	("changes", "instructions", "issues", "verifications", "same_matters"),
	("reorganizing", "archiving", "reminders", "notifying", "topology"),
	("desk", "commands", "patches"),
	("importing", "supervision", "permissions", "www"),
	("saved_reports",),
	("setup",),
	("simulation",),
	("qingdan_app", "demo", "papers", "api", "approvals", "install", "uninstall"),
	("hooks",),
	("tests",),
)
"""From the ground up. A place is a folder or a module of the app; the longest one that fits a file is its room."""

ROOMS: dict[str, int] = {room: number for number, floor in enumerate(FLOORS) for room in floor}


def room_of(path: str) -> str | None:
	"""The room of a file or module, given as a path within the app without its ending."""
	parts = path.split("/")
	places = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
	return next((place for place in places if place in ROOMS), None)


def may_call(room: str, other: str) -> bool:
	"""Whether a room may import from another: from itself, and from any floor below its own."""
	return room == other or ROOMS[other] < ROOMS[room]
