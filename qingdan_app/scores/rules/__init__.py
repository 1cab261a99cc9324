"""Pure rules of scores: plain data in and out, no Frappe."""
