"""One outbox: who is told what, through Frappe's own notifications (desk and e-mail)."""
