"""Deadlines, lights, reminders: what is late and who is told."""
