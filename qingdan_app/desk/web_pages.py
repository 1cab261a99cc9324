"""What core's web pages say in English alone, in the language of who reads (hook `update_website_context`)."""

from collections.abc import Mapping
from typing import Any

from frappe import _

from qingdan_app.organization.settings import lists_in_use

FRAMEWORK = '<a href="https://frappeframework.com?source=website_footer" target="_blank" class="text-muted">Frappe</a>'


def in_words(context: Mapping[str, Any]) -> dict:
	"""What a page says instead: the title of the page to log in, and on a city's site the last line of each page.

	What somebody has set for the site stays, and so does what other apps say on sites where we are a guest.
	"""
	said = {}
	if context.get("title") == "Login":
		said["title"] = _("Login")
	if lists_in_use() and not context.get("footer_powered"):
		said["footer_powered"] = _("Built on {0}").format(FRAMEWORK)
	return said
