"""What supervision notices follow, as plain Python. No Frappe."""
