"""What is said to the database, for tests that hold how much an act says, locks and reads."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import frappe

READ = re.compile(r"select\s+\*\s+from\s+`tab([^`]+)`", re.IGNORECASE)
LOCKED = re.compile(r"\bfrom\s+`tab([^`]+)`.*\bfor\s+update", re.IGNORECASE | re.DOTALL)


class Said(list):
	"""Statements, in the order in which they were said."""

	def reads(self) -> Counter:
		"""DocType → how often a whole row of it was read."""
		return self._matching(READ)

	def locks(self) -> Counter:
		"""DocType → how often a row of it was locked."""
		return self._matching(LOCKED)

	def _matching(self, pattern: re.Pattern) -> Counter:
		return Counter(found[1] for found in map(pattern.search, self) if found)


@contextmanager
def noted() -> Iterator[Said]:
	"""Note every statement that is said inside."""
	said, real = Said(), frappe.db.sql

	def note(query, *words, **more):
		said.append(" ".join(str(query).split()))
		return real(query, *words, **more)

	with patch.object(frappe.db, "sql", note):
		yield said
