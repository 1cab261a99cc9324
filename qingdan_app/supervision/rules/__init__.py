"""Supervision rules: pure Python, `today` is an argument."""
