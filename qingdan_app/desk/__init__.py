"""What Desk needs from the server beside documents: what a session starts with, and how lists are laid out."""
