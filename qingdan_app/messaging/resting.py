"""Channels that rest: their server is away or has had enough, and what waits for them stays as it is meanwhile.

Kept in the cache alone: where that is lost, one more message finds out.
"""

import frappe

LONGEST = 3600
"""Seconds: a server that asks for more is asked again after so long."""


def let_rest(channel: str, seconds: int) -> None:
	"""Ask nothing of a channel for so many seconds."""
	frappe.cache.set_value(_key(channel), 1, expires_in_sec=max(1, min(seconds, LONGEST)))


def rests(channel: str) -> bool:
	"""Whether a channel rests now."""
	return bool(frappe.cache.get_value(_key(channel), expires=True))


def resting() -> list[str]:
	"""The channels that rest now."""
	return [channel for channel in frappe.get_hooks("message_channels", {}) if rests(channel)]


def _key(channel: str) -> str:
	return f"qingdan_channel_rests:{channel}"
