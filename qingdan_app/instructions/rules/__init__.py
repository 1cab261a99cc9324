"""What instructions follow, as plain Python. No Frappe."""
