"""Pure rules of the same matter: plain data in and out, no Frappe."""
