"""What the site has set about channels, read through one accessor each; secrets are read here and masked here."""

from urllib.parse import parse_qsl, urlsplit

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint
from frappe.utils.password import get_decrypted_password

from qingdan_app.messaging.exceptions import WrongChannelSettings

SETTINGS = "Qingdan Channel Settings"
ONLY_DESK = "qingdan_only_desk"
"""The switch of a test site in its site_config.json: it stays when a backup of the real site is restored over it."""
GROUP = "Qingdan Message Group"
SHORTEST_SECRET = 4
MASK = "***"


HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def is_an_address(text: str) -> bool:
	"""Whether words may be sent there: by https, or within this machine."""
	parts = urlsplit(text)
	return bool(parts.netloc) and (parts.scheme == "https" or parts.hostname in HERE)


def check_address(text: str) -> None:
	"""Raise WrongChannelSettings unless words may be sent there."""
	if not is_an_address(text):
		frappe.throw(_("A server is named by an address that begins with https://."), WrongChannelSettings)


def current() -> Document:
	"""The settings as they are stored."""
	return frappe.get_cached_doc(SETTINGS)


def keeps_to_desk() -> bool:
	"""Whether this is a test site, of which nothing leaves."""
	return bool(cint(frappe.conf.get(ONLY_DESK)) or cint(current().get("only_desk")))


def secret(fieldname: str) -> str:
	"""A secret as it was entered; empty where there is none."""
	return current().get_password(fieldname, raise_exception=False) or ""


def masked(text: str) -> str:
	"""A text for a log or a reader, without any secret of a channel."""
	for word in sorted(_secrets(), key=len, reverse=True):
		text = text.replace(word, MASK)
	return text


def _secrets() -> set[str]:
	passwords = (
		field.fieldname for field in frappe.get_meta(SETTINGS).get("fields", {"fieldtype": "Password"})
	)
	robots = (part for name in frappe.get_all(GROUP, pluck="name") for part in _of_robot(name))
	gateway = (row.value for row in frappe.get_cached_doc("SMS Settings").get("parameters"))
	known = {*map(secret, passwords), *robots, *gateway, *tokens()}
	return {word for word in known if word and len(word) >= SHORTEST_SECRET}


def _of_robot(name: str) -> list[str]:
	"""The secrets of a group's robot: the key stands in its address."""
	fields = ("webhook", "secret")
	address, key = (get_decrypted_password(GROUP, name, field, raise_exception=False) for field in fields)
	return [address or "", key or "", *(value for _name, value in parse_qsl(urlsplit(address or "").query))]


def token(channel: str) -> str | None:
	"""The access token of a channel while it lasts."""
	return frappe.cache.get_value(_key(channel), expires=True)


def keep_token(channel: str, token: str, seconds: int) -> None:
	"""Keep an access token for as long as it lasts."""
	frappe.cache.set_value(_key(channel), token, expires_in_sec=seconds)


def forget_token(channel: str) -> None:
	"""The other server takes this token no longer, or the settings are others."""
	frappe.cache.delete_value(_key(channel))


def tokens() -> list[str]:
	"""All access tokens that are kept."""
	return list(filter(None, map(token, frappe.get_hooks("message_channels", {}))))


def _key(channel: str) -> str:
	return f"qingdan_channel_token:{channel}"
