"""A record that was written to a file (`exporting.py`), checked by itself: nothing is asked of the site, which may be gone.

Each entry is held against its digest as its line is read; how entries follow one another, and what seals say of them, is asked of a temporary
database afterwards. So the file may be larger than memory, and its lines may stand in any order.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from frappe.utils import get_datetime

from qingdan_app.workflows.engine.trail import Fault, Head, Seal, link, part_digest, verify_seals
from qingdan_app.workflows.log import chains, trail
from qingdan_app.workflows.seals import sealed
from qingdan_app.workflows.seals.comparing import Broken

TABLES = """create table entry (chain text, sequence integer, previous text, digest text, primary key (chain, sequence));
	create table head (chain text, sequence integer, digest text);"""
FAULTS = {
	Fault.MISSING: """select later.chain, min(later.sequence) - 1 from entry later
		left join entry before on before.chain = later.chain and before.sequence = later.sequence - 1
		where later.sequence > 1 and before.chain is null group by later.chain""",
	Fault.UNLINKED: """select later.chain, min(later.sequence) from entry later
		left join entry before on before.chain = later.chain and before.sequence = later.sequence - 1
		where later.previous != case when later.sequence = 1 then '' else before.digest end group by later.chain""",
	Fault.CUT: """select head.chain, min(head.sequence) from head
		left join entry on entry.chain = head.chain and entry.sequence = head.sequence
		where entry.chain is null group by head.chain""",
	Fault.RECOMPUTED: """select head.chain, min(head.sequence) from head
		join entry on entry.chain = head.chain and entry.sequence = head.sequence
		where entry.digest != head.digest group by head.chain""",
}
UNREADABLE = "cannot be read"


class Record:
	"""What the lines of a file say."""

	def __init__(self) -> None:
		self._database = sqlite3.connect("")  # a temporary file, which goes with the connection
		self._database.executescript(TABLES)
		self._seals: list[dict] = []
		self._parts: dict[str, list[tuple[int, str]]] = defaultdict(list)
		self.entries = 0
		self.broken: list[Broken] = []

	def take(self, lines: Iterable[str]) -> None:
		"""Read lines, each an entry, a chain, a seal or a part of one."""
		takers = {
			trail.LOG: self._entry,
			chains.CHAIN: self._chain,
			sealed.SEAL: self._seal,
			sealed.PART: self._part,
		}
		for number, line in enumerate(lines, 1):
			try:
				row = json.loads(line)
				takers[row["doctype"]](row)
			except (ValueError, LookupError, TypeError, OverflowError, RecursionError):
				self.broken.append(Broken(UNREADABLE, number, UNREADABLE))

	def faults(self, outside: Iterable[tuple[int, str]] = ()) -> list[Broken]:
		"""The first fault of each chain, and the first broken seal; `outside` are (number, digest) of seals kept elsewhere."""
		seals = sorted(map(self._made, self._seals), key=lambda seal: seal.number)
		broken_seal = verify_seals(seals, outside)
		found = [Broken(sealed.SEAL, broken_seal.number, "seal")] if broken_seal else []
		first: dict[str, Broken] = {}
		for each in sorted([*self.broken, *self._of_chains()], key=lambda broken: broken.sequence):
			first.setdefault(each.chain, each)
		return [*found, *first.values()]

	def _entry(self, row: dict) -> None:
		self.entries += 1
		chain, sequence = trail.chain_of(row), int(row["sequence"])
		content = trail.content_of({**row, "acted_at": get_datetime(row["acted_at"])})
		previous, digest = row["previous"] or "", row["digest"]
		if link(chain, sequence, content, previous).digest != digest:
			self.broken.append(Broken(chain, sequence, Fault.EDITED.value))
		if sequence < 1:
			self.broken.append(Broken(chain, sequence, Fault.APPENDED.value))
		try:
			self._database.execute(
				"insert into entry values (?, ?, ?, ?)", (chain, sequence, previous, digest)
			)
		except sqlite3.IntegrityError:
			self.broken.append(Broken(chain, sequence, Fault.APPENDED.value))

	def _chain(self, row: dict) -> None:
		length = int(row["length"])
		if length:
			self._sealed([Head(trail.chain_of(row), length, str(row["head"]))])

	def _seal(self, row: dict) -> None:
		heads = sealed.heads_in(row["heads"]) if row["heads"] else None
		said = {field: str(row[field] or "") for field in ("name", "sealed_at", "previous", "digest")}
		self._seals.append({**said, "number": int(row["number"]), "heads": heads})
		self._sealed(heads or ())

	def _part(self, row: dict) -> None:
		heads = sealed.heads_in(row["heads"])
		self._parts[row["seal"]].append((int(row["part"]), part_digest(heads)))
		self._sealed(heads)

	def _sealed(self, heads: Iterable[Head]) -> None:
		rows = ((head.chain, head.sequence, head.digest) for head in heads)
		self._database.executemany("insert into head values (?, ?, ?)", rows)

	def _made(self, row: dict) -> Seal:
		said = (row["number"], row["sealed_at"], row["previous"], row["digest"])
		parts = tuple(digest for _part, digest in sorted(self._parts[row["name"]]))
		return Seal(*said, heads=row["heads"]) if row["heads"] is not None else Seal(*said, parts=parts)

	def _of_chains(self) -> Iterator[Broken]:
		for fault, question in FAULTS.items():
			for chain, sequence in self._database.execute(question):
				yield Broken(chain, sequence, fault.value)
