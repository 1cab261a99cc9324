"""Coming in from a messenger: it is asked who holds the phone, and its answer is taken once, in the browser that asked.

The address in a message signs nobody in: whoever else opens it is asked by the messenger who they are.
"""

import re
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

import frappe
from frappe import _
from frappe.twofactor import two_factor_is_enabled
from frappe.utils import get_url

from qingdan_app.messaging.channels import FinalError, TemporaryError, UnclearError, channel_named
from qingdan_app.messaging.channels.messenger import Messenger, users_of
from qingdan_app.signing_in.exceptions import SignInRefused

BACK = "/api/method/qingdan_app.api.signing_in.get_signed_in"
"""Where the messenger sends the browser with its answer."""
BROWSER = "qingdan_sign_in"
"""The cookie by which a browser is known that was sent to a messenger."""
LASTS = 600
"""Seconds for which an answer is waited for."""
START = "/app"
PAGE = re.compile(r"/(app|desk)(/[^\\\s]*)?")
"""Pages of Desk, on this site."""


@dataclass(frozen=True)
class Asked:
	"""What a messenger was asked for: for which browser, and where it goes from there."""

	service: str
	browser: str
	page: str


def begin(service: str, page: str) -> str:
	"""Where the browser goes: to the messenger's page, or for who is logged in already to the page they want."""
	page = _within(page)
	if frappe.session.user != "Guest":
		return page
	messenger = _messenger(service)
	state = frappe.generate_hash(length=32)
	asked = Asked(messenger.name, _browser() or _marked_browser(), page)
	frappe.cache.set_value(_key(state), asdict(asked), expires_in_sec=LASTS)
	return messenger.sign_in_page(get_url(BACK), state)


def arrive(code: str, state: str) -> str:
	"""Log in whom the messenger names; answers the page they want. Raises SignInRefused."""
	asked = _taken(state)
	if not asked or not code or asked.browser != _browser():
		raise SignInRefused(_("This way in is used up. Open the message again."))
	user = _user(_messenger(asked.service), code)
	frappe.local.login_manager.login_as(user)
	frappe.local.flags.commit = True  # a session begins, whatever the verb
	return asked.page


def _user(messenger: Messenger, code: str) -> str:
	"""The one user whom the messenger's answer means."""
	try:
		person = messenger.who_is(code)
	except (TemporaryError, FinalError, UnclearError):
		raise SignInRefused(_("{0} does not say who you are.").format(_(messenger.name))) from None
	users = users_of(person, messenger.name)
	if len(users) != 1:
		raise SignInRefused(_("Your account in {0} is not known here.").format(_(messenger.name)))
	user = users.pop()
	if not frappe.db.get_value("User", user, "enabled") or _logs_in_otherwise(user):
		raise SignInRefused(_("You do not log in through {0}.").format(_(messenger.name)))
	return user


def _logs_in_otherwise(user: str) -> bool:
	"""Who may change everything, and of whom the site wants a second proof, say who they are themselves."""
	return (
		user in frappe.STANDARD_USERS
		or "System Manager" in frappe.get_roles(user)
		or bool(two_factor_is_enabled(user))
	)


def _messenger(service: str) -> Messenger:
	"""The messenger of that name, from which people come in. Raises SignInRefused."""
	try:
		messenger = channel_named(service)
	except FinalError:
		messenger = None
	if not isinstance(messenger, Messenger) or not messenger.signs_in():
		raise SignInRefused(_("Nobody logs in that way here."))
	return messenger


def _within(page: str) -> str:
	"""The page, if it is one of Desk on this site."""
	parts = urlsplit(page)
	own = PAGE.fullmatch(page) and not parts.scheme and not parts.netloc
	return page if own else START


def _browser() -> str:
	return frappe.request.cookies.get(BROWSER) or ""


def _marked_browser() -> str:
	mark = frappe.generate_hash(length=32)
	frappe.local.cookie_manager.set_cookie(BROWSER, mark, httponly=True)
	return mark


def _taken(state: str) -> Asked | None:
	"""What was asked under this word, once: of two who come with it, one has it."""
	kept = frappe.cache.get_value(_key(state), expires=True)
	gone = frappe.cache.delete(frappe.cache.make_key(_key(state)))
	return Asked(**kept) if kept and gone else None


def _key(state: str) -> str:
	return f"qingdan_sign_in:{state}"
