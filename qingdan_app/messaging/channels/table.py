"""The channels of the site, as the apps name them (hook `message_channels`): the last app has the word."""

import frappe
from frappe import _

from qingdan_app.messaging.channels.base import Channel, FinalError

HOOK = "message_channels"


def channels_for_people() -> list[str]:
	"""The names of all channels by which a user may be reached on this site today."""
	named = ((name, channel_named(name)) for name in frappe.get_hooks(HOOK, {}))
	return [name for name, channel in named if channel.for_people and channel.is_open()]


def channel_named(name: str) -> Channel:
	"""The channel of that name. Raises FinalError where its app has gone."""
	paths = frappe.get_hooks(HOOK, {}).get(name)
	if not paths:
		raise FinalError(_("There is no channel {0} on this site.").format(name))
	return frappe.get_attr(paths[-1])(name)
