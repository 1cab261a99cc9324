"""Documents on paper: what was decided about them, and by whom."""
