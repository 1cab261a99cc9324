"""Words of Frappe's own Desk that its Chinese leaves in English or gets wrong, where our people meet them."""

DESK_WORDS: frozenset[str] = frozenset(
	{
		"Clear",
		"Connections",
		"Create Workspace",
		"Drag and drop files here or upload from",
		"Edit Filters",
		"Home",
		"Library",
		"My Device",
		"No",
		"No.",
		"Public",
		"Search or type a command (Ctrl + G)",
		"Select Kanban",
		"Set all private",
		"Set all public",
		"You created this",
		"You haven't created a {0} yet",
		"You last edited this",
		"{0} View",
		"{0} created this",
		"{0} created this {1}",
		"{0} edited this {1}",
		"{0} last edited this",
	}
)
