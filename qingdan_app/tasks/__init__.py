"""Tasks and their progress reports: what follows from a move, and the door to it."""
