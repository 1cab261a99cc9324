"""What issues follow, as plain Python. No Frappe."""
