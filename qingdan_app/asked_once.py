"""Two clicks are one act: what a person makes again within a moment, word for word, is refused with what it was made as.

For documents without a key by which the database would refuse the second one. It waits for the first, in whatever process that runs.
"""

from hashlib import blake2b

import frappe
from frappe import _
from frappe.model.document import Document

SECONDS = 20
"""So long what was made is the same click."""
LONGEST_WAIT = 60


class MadeTwice(frappe.ValidationError):
	"""The same person has made the same a moment ago."""

	http_status_code = 409


def refuse_second(doc: Document, *words: object) -> None:
	"""Raise MadeTwice where the session's user has made a document of this DocType with the same words a moment ago.

	`doc` is about to be inserted; it is known by its name from the commit on.
	"""
	said = (frappe.local.site, frappe.session.user, doc.doctype, *map(str, words))
	digest = blake2b(repr(said).encode(), digest_size=16).hexdigest()
	key, lock = frappe.cache.make_key(f"qingdan_made:{digest}"), f"qingdan-{digest}"
	frappe.db.sql("select get_lock(%s, %s)", (lock, LONGEST_WAIT))
	known = frappe.cache.get(key)

	def release() -> None:
		frappe.db.sql("select release_lock(%s)", lock)

	def made() -> None:
		frappe.cache.set(key, str(doc.name), ex=SECONDS)
		release()

	frappe.db.after_rollback.add(release)
	frappe.db.after_commit.add(release if known else made)
	if known:
		frappe.throw(
			_("You have made the same a moment ago: {0}. Nothing more was written.").format(
				frappe.bold(known.decode())
			),
			MadeTwice,
		)
