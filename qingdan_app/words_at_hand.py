"""The words of a language, unpickled once a process and not with every request.

Core keeps all translations of a language as one pickled table in Redis: eight thousand for Chinese, which take longer to unpickle than an
act takes in the database. What is stored is still asked for with every request, and compared: no change of it is ever missed.
"""

import pickle
from collections import OrderedDict

import frappe
from frappe.translate import MERGED_TRANSLATION_KEY
from frappe.utils.redis_wrapper import RedisWrapper
from redis.exceptions import RedisError

TABLES = 8
"""So many tables are kept: sites served by one process, and the languages of each."""
_kept: OrderedDict[tuple, tuple[bytes, dict]] = OrderedDict()


def hold() -> None:
	"""Hook `before_request`: put the words of the reader's language where core looks for them first. What is not stored yet is made by core."""
	cache, lang = frappe.cache, frappe.local.lang
	table = cache.make_key(MERGED_TRANSLATION_KEY)
	try:
		stored = super(RedisWrapper, cache).hget(table, lang)
	except RedisError:  # core goes on without
		return
	if stored is not None:
		words = _unpickled((table, lang), stored)
		frappe.local.cache.setdefault(table, {})[lang] = dict(words)  # the request's own, whoever writes into it


def _unpickled(key: tuple, stored: bytes) -> dict:
	known = _kept.get(key)
	if not known or known[0] != stored:
		known = (stored, pickle.loads(stored))  # noqa: S301 - core's own cache
		_kept[key] = known
	_kept.move_to_end(key)
	while len(_kept) > TABLES:
		_kept.popitem(last=False)
	return known[1]
