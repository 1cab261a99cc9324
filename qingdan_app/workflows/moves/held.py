"""What one act has under lock: each document locked once and read once, then handed on to whatever follows.

A register lives as long as its act and holds what the database gave under a lock, so nothing in it is older than
the lock. Logs are kept with it; where somebody else's hook writes to one in the middle of the act, that is noticed
by the next entry, and what was known beside it is read anew.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.model.document import Document

from qingdan_app import plain_rows
from qingdan_app.workflows.log import chains, trail
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_class, subject_of

Key = tuple[str, str]


class Held:
	"""The documents, rows and logs that one act has locked."""

	def __init__(self) -> None:
		self._documents: dict[Key, Document] = {}
		self._rows: dict[Key, frappe._dict] = {}
		self._locked: set[Key] = set()
		self._logs: dict[Key, chains.Chain] = {}
		self._written: dict[Key, int] = {}

	@classmethod
	def of(cls, doc: Document) -> "Held":
		"""A register that begins with a document which the caller has locked and read, or is writing."""
		held = cls()
		held.keep(doc)
		return held

	def keep(self, doc: Document) -> None:
		"""Hold a document that the caller has locked and read, or is about to insert."""
		self._documents[_key(doc.doctype, doc.name)] = doc

	def read(self, doctype: str, name: str) -> Document:
		"""The document, locked and read the first time it is asked for. Raises frappe.DoesNotExistError."""
		key = _key(doctype, name)
		if key not in self._documents:
			for first in subject_class(doctype).locked_before(doctype, name):
				self.read(*first)
			self._documents[key] = frappe.get_doc(doctype, name, for_update=True)
		return self._documents[key]

	def hold(self, doctype: str, name: str) -> None:
		"""Lock a document that need not be read. Raises frappe.DoesNotExistError."""
		key = _key(doctype, name)
		if key in self._documents or key in self._locked:
			return
		for first in subject_class(doctype).locked_before(doctype, name):
			self.hold(*first)
		plain_rows.hold(doctype, name)
		self._locked.add(key)

	def known(self, doctype: str, name: str) -> Document | None:
		"""The document if the act has read it."""
		return self._documents.get(_key(doctype, name))

	def subject(self, doctype: str, name: str) -> ApprovalSubject:
		"""The document as the engine sees it at this moment."""
		return subject_of(self.read(doctype, name), self)

	def row(self, doctype: str, name: str) -> frappe._dict:
		"""A plain row, locked and read once. The caller knows that it is there."""
		key = _key(doctype, name)
		if key not in self._rows:
			self._rows[key] = plain_rows.locked(doctype, name)
		return self._rows[key]

	def keep_row(self, doctype: str, row: frappe._dict) -> None:
		"""Hold a row that this act is about to insert."""
		self._rows[_key(doctype, row.name)] = row

	def forget(self) -> None:
		"""What was read and written since is undone: all but the locks is read anew."""
		for doctype, name in {**self._documents, **self._rows}:
			frappe.clear_document_cache(doctype, name)
		self._locked |= self._documents.keys()
		self._documents.clear()
		self._rows.clear()
		self._logs.clear()

	def lose(self) -> None:
		"""The transaction is over, and every lock with it: all is locked and read anew."""
		self.forget()
		self._locked.clear()

	def log_of(self, doctype: str, name: str) -> chains.Chain:
		"""Where the log of a held document stands, and which request runs on it."""
		key = _key(doctype, name)
		if key not in self._logs:
			self._logs[key] = chains.of(*key)
		return self._logs[key]

	def last_entry(self, doctype: str, name: str) -> str:
		"""The name of the last entry in the log of a held document."""
		return self.log_of(doctype, name).last_entry or trail.last_entry(doctype, name)

	def presume_log(
		self, doctype: str, name: str, length: int, head: str, running: str, known_as: str = ""
	) -> None:
		"""Where the log stood when a locked row was last written: `append` asks anew if it stands elsewhere by now."""
		key = _key(doctype, name)
		self._logs.setdefault(key, chains.Chain(chains.key_of(*key), length, head, running, known_as))

	def append(self, entries: Sequence[Mapping[str, Any]], running: str | None = None) -> str:
		"""Append to the log of one held document; answers the name of the last entry. See `trail.append`."""
		key = _key(entries[0]["reference_doctype"], entries[0]["reference_name"])
		known = self._logs.get(key)
		self._logs[key] = trail.append(entries, running, known)
		if known and self._logs[key].length != known.length + len(entries):
			self._rows.clear()  # a hook has acted on the same document: what is known of its request is old
		self._written.setdefault(key, self._logs[key].length - len(entries))
		return self._logs[key].last_entry

	def take_written(self) -> dict[Key, int]:
		"""The documents to whose logs this act has appended, each with the length before; asked again, nothing."""
		written, self._written = self._written, {}
		return written


def _key(doctype: str, name: str) -> Key:
	return doctype, str(name)
