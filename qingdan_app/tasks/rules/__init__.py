"""Rules about tasks and reports: pure Python, no frappe."""
