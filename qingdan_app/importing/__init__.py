"""Taking a list in: preview, confirm, write."""
