"""Supervision notices: a unit is held to its tasks in writing, signs for it, and answers."""
