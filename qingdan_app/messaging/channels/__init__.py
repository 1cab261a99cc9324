"""How messages reach people: one class a channel, named by the hook `message_channels`."""

from qingdan_app.messaging.channels.base import Channel, FinalError, TemporaryError, UnclearError
from qingdan_app.messaging.channels.table import channel_named, channels_for_people

__all__ = ["Channel", "FinalError", "TemporaryError", "UnclearError", "channel_named", "channels_for_people"]
