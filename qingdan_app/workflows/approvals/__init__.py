"""Approval requests on a Frappe site: what the pure engine decides is read from and written to documents here."""
