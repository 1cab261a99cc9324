"""The head of each document's log, in a row of its own that is read as it is now.

A transaction that waited for a document still sees the log as it was when the transaction began. Reading the
last entry under a lock instead would lock the gap behind it, into which others write, and end in deadlocks. This
row is found by its key, made where it is missing and read in the same statement: no gap, nothing stale.
"""

import hashlib
from dataclasses import dataclass, replace

import frappe
from frappe.utils import now

from qingdan_app import plain_rows

CHAIN = "Qingdan Approval Chain"
READ = """insert into `tabQingdan Approval Chain`
	(`name`, `reference_doctype`, `reference_name`, `length`, `head`, `running`, `owner`, `modified_by`, `creation`, `modified`)
	values (%(key)s, %(doctype)s, %(name)s, 0, '', '', %(user)s, %(user)s, %(now)s, %(now)s)
	on duplicate key update `length` = `length`
	returning `length`, `head`, `running`, `known_as`"""


@dataclass(frozen=True)
class Chain:
	"""Length and last digest of a log, and the request that runs on the document (empty for none)."""

	key: str
	length: int
	head: str
	running: str
	known_as: str = ""
	"""The name under which the document's log began, where it was renamed since: digests go on with that."""

	last_entry: str = ""
	"""The name of the last entry, where this transaction has written it."""


def of(doctype: str, name: str) -> Chain:
	"""The chain of a document that the caller has locked; nobody else changes it until they commit."""
	key = key_of(doctype, name)
	values = {"key": key, "doctype": doctype, "name": name, "user": frappe.session.user, "now": now()}
	length, head, running, known_as = frappe.db.sql(READ, values)[0]
	return Chain(key, length, head or "", running or "", known_as or "")


def grow(chain: Chain, length: int, head: str, running: str | None = None) -> Chain | None:
	"""Write down where the chain stands now, and which request runs on the document: empty for none, None for the same.

	Answers the chain as it is now; None, with nothing written, where it no longer stands where `chain` says.
	"""
	request = chain.running if running is None else running
	values = {"length": length, "head": head, "running": request}
	known = {"length": chain.length, "head": chain.head}
	if not plain_rows.update(CHAIN, chain.key, values, known):
		return None
	return replace(chain, **values)


def running(doctype: str, name: str) -> str | None:
	"""The request that runs on a document, as far as this transaction sees: for views, not for decisions."""
	return plain_rows.value(CHAIN, key_of(doctype, name), "running") or None


def identity(doctype: str, name: str) -> str:
	"""The name that the digests of a document's log speak of: its first one."""
	return plain_rows.value(CHAIN, key_of(doctype, name), "known_as") or str(name)


def key_of(doctype: str, name: str) -> str:
	"""The key of a document's row: names of documents are longer than a key may be."""
	return hashlib.sha256(f"{doctype}/{name}".encode()).hexdigest()[:32]
