"""Why nobody is signed in."""

import frappe


class SignInRefused(frappe.AuthenticationError):
	"""The messenger's word is not taken: it names nobody, or somebody who logs in otherwise, or comes too late or from elsewhere."""
