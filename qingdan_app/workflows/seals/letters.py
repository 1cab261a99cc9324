"""Seals outside the database: what is mailed of one, and how what was kept is read again."""

import json
import re
from collections.abc import Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from qingdan_app.messaging import outbox
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.workflows import telling
from qingdan_app.workflows.engine.trail import fingerprint, listed, part_digest
from qingdan_app.workflows.exceptions import NotASeal
from qingdan_app.workflows.seals import sealed
from qingdan_app.workflows.seals.comparing import Broken

KEPT = re.compile(r"(\d+)\s*[:：\s]\s*([0-9a-f]{64})")
"""A seal as people note it down: its number and its digest."""


def recipients() -> list[str]:
	"""The addresses to which seals are mailed, as the apps of the site name them (hook `seal_recipients`)."""
	found = [frappe.get_attr(path)() for path in frappe.get_hooks("seal_recipients")]
	return list(dict.fromkeys(address for addresses in found for address in addresses))


def mail(seal: Document) -> None:
	"""Mail a seal to all who keep seals, as text and as a file that the check reads again."""
	keepers = recipients()
	if keepers:
		subject = _("Approval seal no. {0} of {1}").format(seal.number, seal.sealed_at)
		file = (file_name(seal), content_of(seal))
		cause = f"seal/{seal.number}/{seal.digest}"
		outbox.mail_file(keepers, subject, _words_of(seal), file, cause, Kind.SEAL.value)


def tell_faults(found: Sequence[Broken]) -> None:
	"""Tell the administrators of flows that the log is not whole, and where first: once for the same faults, and without any seal too."""
	seal = frappe.db.get_value(sealed.SEAL, {}, ["name", "number"], order_by="number desc") or ("", "")
	what = f"{found[0].chain} ({len(found)})"
	cause = f"seal/{fingerprint(sorted([each.chain, each.sequence, each.fault] for each in found))}"
	about = telling.Happened(sealed.SEAL, seal[0], str(seal[1]), cause, opinion=what)
	telling.tell_administrators(about, telling.FAULTS)


def file_name(seal: Document) -> str:
	return f"seal-{seal.number}.json"


def content_of(seal: Document) -> str:
	"""All that a seal says, as JSON: the digests of its parts, and the heads that they cover where there are few."""
	said = {field: seal.get(field) for field in ("number", "sealed_at", "previous", "digest")}
	if seal.heads:  # one of the first
		return json.dumps({**said, "heads": json.loads(seal.heads)}, ensure_ascii=False, indent=1)
	said["parts"] = [part_digest(heads) for heads in sealed.parts_of(seal.name)]
	if cint(seal.requests) <= sealed.SIZE:
		said["heads"] = [row for heads in sealed.parts_of(seal.name) for row in listed(heads)]
	return json.dumps(said, ensure_ascii=False, indent=1)


def kept(words: str) -> tuple[int, str]:
	"""Number and digest of a seal from its mailed file, or from `NUMBER:DIGEST`. Raises NotASeal."""
	noted = noted_in(words)
	if not noted:
		frappe.throw(
			_("“{0}” is no seal. Give its file, or its number and digest as in 12:9f86d0…").format(
				frappe.utils.escape_html(words.strip()[:60])
			),
			NotASeal,
		)
	return noted


def noted_in(words: str) -> tuple[int, str] | None:
	"""Number and digest of a seal as it was kept; None where the words are none. Asks no site."""
	try:
		said = json.loads(words)
		return int(said["number"]), str(said["digest"])
	except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
		noted = KEPT.fullmatch(words.strip())
	return (int(noted[1]), noted[2]) if noted else None


def kept_in_lines(text: str) -> list[tuple[int, str]]:
	"""Seals noted down one a line."""
	return [kept(line) for line in text.splitlines() if line.strip()]


def _words_of(seal: Document) -> str:
	rows = {_("Number"): seal.number, _("Sealed At"): seal.sealed_at, _("Digest"): seal.digest}
	said = "".join(f"<p>{label}：<b>{value}</b></p>" for label, value in rows.items())
	return said + "<p>{}</p>".format(
		_("Keep this mail. With it anybody can show later whether the approval log was changed.")
	)
