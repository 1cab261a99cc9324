"""Instructions: what a leader, or supervision, has written on a piece of work, and what the unit that is named answers."""
