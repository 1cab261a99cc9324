"""What messages follow, as plain Python: when to try again, what is told as one, what may be muted. No Frappe."""
