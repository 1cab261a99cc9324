"""Words of Frappe's own Desk that its Chinese leaves in English or gets wrong, where our people meet them."""

DESK_WORDS: frozenset[str] = frozenset(
	{
		"Connections",
		"Create Workspace",
		"Edit Filters",
		"No.",
		"Public",
		"Search or type a command (Ctrl + G)",
		"Select Kanban",
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
