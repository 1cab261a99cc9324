"""What a DocType is made of is unpickled once while tests run, as Frappe 16 keeps it for all requests of a process.

Frappe 15 unpickles it again whenever a test becomes another person, which was a sixth of what tests compute. What is stored is still
asked for each time, and compared: no change of a DocType is missed.
"""

import pickle

import frappe
from frappe.utils.redis_wrapper import RedisWrapper

TABLE = "doctype_meta"
_asked_of_core = RedisWrapper.hget
_kept: dict[tuple[str, str], tuple[bytes, object]] = {}


def hold() -> None:
	"""From now on, in this process."""
	RedisWrapper.hget = _asked


def _asked(cache: RedisWrapper, name, key, *more, **words):
	if name == TABLE and key:
		_put_at_hand(cache, key)
	return _asked_of_core(cache, name, key, *more, **words)


def _put_at_hand(cache: RedisWrapper, doctype: str) -> None:
	"""Where core looks first, unless it is there."""
	table = cache.make_key(TABLE)
	at_hand = frappe.local.cache.setdefault(table, {})
	if doctype not in at_hand and (stored := super(RedisWrapper, cache).hget(table, doctype)):
		at_hand[doctype] = _unpickled((table, doctype), stored)


def _unpickled(key: tuple[str, str], stored: bytes) -> object:
	if key not in _kept or _kept[key][0] != stored:
		_kept[key] = stored, pickle.loads(stored)
	return _kept[key][1]
