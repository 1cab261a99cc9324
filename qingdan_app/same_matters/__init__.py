"""The same matter in several lists: found, proposed, joined or parted, and shown side by side."""
