"""The links of logs, checked in batches: what is stored against itself, against what is written down beside it, and against what was sealed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import frappe
from frappe.utils import cint

from qingdan_app.workflows.engine.trail import Entry, Fault, Head, verify
from qingdan_app.workflows.log import chains, trail
from qingdan_app.workflows.requests import signatures
from qingdan_app.workflows.seals.comparing import Broken

REQUEST = "Qingdan Approval Request"
AT_ONCE = 200
"""Logs that are in memory at a time."""
Document = tuple[str, str]
"""Type and today's name of a document."""
CHAINS = """select `name`, `reference_doctype`, `reference_name`, `known_as`
	from `tabQingdan Approval Chain` where `length` > 0 and `name` > %s order by `name` limit %s"""
UNCHAINED = """select `reference_doctype`, `reference_name` from (
		select distinct `reference_name` collate utf8mb4_nopad_bin as `reference_name`,
			`reference_doctype` collate utf8mb4_nopad_bin as `reference_doctype` from `tabQingdan Approval Log`
	) as `logged` where not exists (
		select 1 from `tabQingdan Approval Chain` as `chain` where `chain`.`length` > 0
			and `chain`.`name` = left(sha2(concat(`logged`.`reference_doctype`, '/', `logged`.`reference_name`), 256), 32))"""
"""Documents whose log has no chain, told apart by each letter; a chain's key is made as in `chains.key_of`."""
RENAMED = """select `reference_doctype`, `known_as`, `reference_name` from `tabQingdan Approval Chain`
	where `known_as` is not null and `known_as` != ''"""
BESIDE = """select distinct `log`.`reference_doctype`, `log`.`reference_name` from `tabQingdan Approval Log` as `log`
	join `tabQingdan Approval Chain` as `chain`
		on `log`.`reference_name` = `chain`.`known_as` and `log`.`reference_doctype` = `chain`.`reference_doctype`
	where `chain`.`known_as` != '' and binary if(`log`.`known_as` != '', `log`.`known_as`, `log`.`reference_name`) = binary `chain`.`known_as`"""
"""Documents with a log of their own under the first name of one that was renamed."""
SIGNED = """select distinct `reference_doctype`, `reference_name` from `tabQingdan Approval Assignment`
	where `reference_name` in %s and `signature` is not null and `signature` != ''"""
Claims = Mapping[Document, Sequence[Document]]
"""Type and first name → the documents whose log goes by that name, where it is not theirs alone and today's: one, but for forgers."""
DIGESTS = """select `reference_doctype`, `reference_name`, `known_as`, `sequence`, `digest` from `tabQingdan Approval Log`
	where `reference_doctype` = %s and `reference_name` in %s"""
KEPT = """select `reference_doctype`, `reference_name`, `chain_length`, `head` from `tabQingdan Approval Request`
	where `reference_doctype` = %s and `reference_name` in %s and `head` is not null and `head` != ''"""


class Missed:
	"""Heads that were sealed and of which the log says otherwise, or nothing, by document: one is held against each that goes by its name."""

	def __init__(self) -> None:
		self._heads: dict[Document, list[Head]] = defaultdict(list)
		self._claims = claims()

	def look(self, heads: Sequence[Head]) -> None:
		"""Note those of sealed heads that are not in the log."""
		told = list(_told(heads, self._claims))
		stored: set[tuple[Document, Head]] = set()
		for doctype, names in by_doctype(document for document, _head in told).items():
			for row in frappe.db.sql(DIGESTS, (doctype, names), as_dict=True):
				head = Head(trail.chain_of(row), row.sequence, row.digest)
				stored.add(((row.reference_doctype, row.reference_name), head))
		for document, head in told:
			if (document, head) not in stored:
				self._heads[document].append(head)

	def of(self, document: Document) -> list[Head]:
		"""Those of a document, which are forgotten."""
		return self._heads.pop(document, [])

	def left(self) -> list[str]:
		"""The documents of which nobody has asked: there is no log of theirs."""
		return ["/".join(document) for document in self._heads]


def of_all(missed: Missed) -> Iterator[tuple[str, str, Broken | None]]:
	"""Every document that has a log, or should have one, with the first broken link of it, if there is one."""
	after = ""
	while rows := frappe.db.sql(CHAINS, (after, AT_ONCE), as_dict=True):
		yield from _checked(rows, missed)
		after = rows[-1].name
	unchained = frappe.db.sql(UNCHAINED, as_dict=True)
	for begins in range(0, len(unchained), AT_ONCE):
		yield from _checked(unchained[begins : begins + AT_ONCE], missed)


def broken_of(heads: Sequence[Head], known: Claims) -> Iterator[Broken]:
	"""The first broken link of each log of which a part of a seal speaks, given the `claims`."""
	told: dict[Document, list[Head]] = defaultdict(list)
	for document, head in _told(heads, known):
		told[document].append(head)
	documents = list(told)
	for begins in range(0, len(documents), AT_ONCE):
		some = documents[begins : begins + AT_ONCE]
		checked = _links(some, lambda document: told[document])
		yield from (broken for broken in checked.values() if broken)


def first_broken(doctype: str, name: str, heads: Sequence[Head]) -> Broken | None:
	"""The first broken link of one document's log, given what was sealed of it."""
	return _links([(doctype, name)], lambda _document: heads)[doctype, name]


def claims() -> Claims:
	"""The documents whose log goes by the name that another had first, by type and that name."""
	found: dict[Document, list[Document]] = defaultdict(list)
	for doctype, first, name in frappe.db.sql(RENAMED):
		found[doctype, first].append((doctype, name))
	for document in frappe.db.sql(BESIDE):
		if document in found:
			found[document].append(document)
	return {first: list(dict.fromkeys(documents)) for first, documents in found.items()}


def shared(known: Claims) -> Iterator[Broken]:
	"""Names by which more than one log goes: one of them is not what was logged under it."""
	for first, documents in known.items():
		if len(documents) > 1:
			yield Broken("/".join(first), 1, Fault.SHARED.value)


def of_chain(chain: str, known: Claims) -> Sequence[Document]:
	"""The documents of a chain, by the names that they have today."""
	doctype, _, name = chain.partition("/")
	return known.get((doctype, name)) or [(doctype, name)]


def by_doctype(documents: Iterable[Document]) -> dict[str, list[str]]:
	found: dict[str, list[str]] = defaultdict(list)
	for doctype, name in dict.fromkeys(documents):
		found[doctype].append(name)
	return found


def _told(heads: Sequence[Head], known: Claims) -> Iterator[tuple[Document, Head]]:
	for head in heads:
		yield from ((document, head) for document in of_chain(head.chain, known))


def _checked(rows: Sequence[Mapping], missed: Missed) -> Iterator[tuple[str, str, Broken | None]]:
	found = _links([(row["reference_doctype"], row["reference_name"]) for row in rows], missed.of)
	yield from ((*document, broken) for document, broken in found.items())


def _links(documents: Sequence[Document], sealed_of) -> dict[Document, Broken | None]:
	"""Each document with the first broken link of its log; `sealed_of` answers what was sealed of one."""
	entries, stored = trail.entries_of_many(by_doctype(documents)), _stored(documents)
	kept, signed = _kept(documents, stored), _signed(documents)
	found: dict[Document, Broken | None] = {}
	for document in documents:
		heads = [*sealed_of(document), *kept[document]]
		length = stored[document]["length"] if document in stored else None
		found[document] = _first(document, entries[document], heads, length, document in signed)
	return found


def _first(
	document: Document, entries: Sequence[Entry], heads: Sequence[Head], length: int | None, signed: bool
) -> Broken | None:
	chain, broken = "/".join(document), verify(entries, heads)
	if broken:
		return Broken(chain, broken.sequence, broken.fault.value)
	if length is None:
		return Broken(chain, 1, Fault.UNCHAINED.value)
	if len(entries) > length:
		return Broken(chain, length + 1, Fault.APPENDED.value)
	if not signed and not any(signatures.is_signed(entry.content["event"]) for entry in entries):
		return None
	replaced = signatures.first_replaced(*document, entries)
	return Broken(chain, replaced, Fault.SIGNATURE.value) if replaced else None


def _stored(documents: Sequence[Document]) -> dict[Document, Mapping]:
	"""Documents with the rows of their chains."""
	keys = {chains.key_of(*document): document for document in documents}
	rows = frappe.get_all(chains.CHAIN, {"name": ("in", list(keys))}, ["name", "length", "head"])
	return {keys[row.name]: row for row in rows}


def _kept(documents: Sequence[Document], stored: Mapping[Document, Mapping]) -> Mapping[Document, list[Head]]:
	"""What is written down beside the logs: a cut tail is found before the next seal."""
	found: dict[Document, list[Head]] = defaultdict(list)
	for document, row in stored.items():
		found[document].append(Head("/".join(document), row["length"], row["head"]))
	for doctype, names in by_doctype(documents).items():
		for _, name, length, head in frappe.db.sql(KEPT, (doctype, names)):
			found[doctype, name].append(Head(f"{doctype}/{name}", cint(length), head))
	return found


def _signed(documents: Sequence[Document]) -> set[Document]:
	names = [name for _, name in documents]
	return set(frappe.db.sql(SIGNED, (names,))) if names else set()
