"""The words of a language, unpickled once a process and not with every request.

Core keeps all translations of a language as one pickled table in Redis: eight thousand for Chinese, which take longer to unpickle than an
act takes in the database. What is stored is still asked for with every request, and compared: no change of it is ever missed.
"""

import pickle

import frappe
from frappe.translate import MERGED_TRANSLATION_KEY
from frappe.utils.redis_wrapper import RedisWrapper
from redis.exceptions import RedisError

TABLES = 8
"""So many tables are kept: sites served by one process, and the languages of each."""
_kept: dict[tuple, tuple[bytes, dict]] = {}


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
		frappe.local.cache.setdefault(table, {})[lang] = dict(
			words
		)  # the request's own, whoever writes into it


def _unpickled(key: tuple, stored: bytes) -> dict:
	known = _kept.get(key)
	if not known or known[0] != stored:
		known = (stored, pickle.loads(stored))  # as core does
	_kept.pop(key, None)
	_kept[key] = known  # the last asked for stands last
	for oldest in list(_kept)[:-TABLES]:
		_kept.pop(oldest, None)  # another thread may have been first
	return known[1]
