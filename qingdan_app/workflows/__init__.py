"""The approval engine: a plugin that any DocType of the site can use. It knows nothing of who uses it."""
