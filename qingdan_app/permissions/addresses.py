"""Who opens a private file, by its address: whoever reads a document it is attached to.

Core serves a file to the owner of any row that names its address, and rows are easily made. So a file of a document of
ours is served by the rule of that document; another row counts only where it was there before, as when the same bytes
were stored for another purpose first.
"""

import posixpath
import re
from urllib.parse import unquote

import frappe
from frappe.core.doctype.file.file import has_permission as core_opens
from frappe.utils import get_url

from qingdan_app.permissions.guarded import RULED
from qingdan_app.tasks import evidence

PRIVATE = "/private/files/"
HOST = re.compile(r"^https?://[^/]*", re.IGNORECASE)
"""Not looked at: a site is asked for by several names, and by another one in a job than in a request."""


def address_of(url: str | None) -> str:
	"""The one address of a private file of this site, however it is written; empty for everything else."""
	path = HOST.sub("", unquote(url or "").removeprefix(get_url()))
	if not path.startswith(PRIVATE):
		return ""
	return posixpath.join(PRIVATE, posixpath.normpath(path.removeprefix(PRIVATE)))


def may_open(url: str | None, user: str | None = None) -> bool:
	"""Whether a user may have what lies at an address; True for what is no private file of this site."""
	address, user = address_of(url), user or frappe.session.user
	return not address or user == "Administrator" or _may_open_one(_rows_at(address), user)


def _may_open_one(rows: list, user: str) -> bool:
	"""Whether one of the rows of a private file opens it."""
	ours = [row for row in rows if row.attached_to_doctype in RULED]
	if any(_reads(row, user) for row in ours):
		return True
	began = min((row.creation for row in ours), default=None)
	return any(_opens(row, user) for row in rows if row not in ours and (not began or row.creation < began))


def is_others(url: str | None) -> bool:
	"""Whether a private file is there already that is not for the user: an address that no row names is free."""
	rows, user = _rows_at(address_of(url)), frappe.session.user
	return bool(rows) and user != "Administrator" and not _may_open_one(rows, user)


def is_kept_by_us(url: str | None) -> bool:
	"""Whether a private file belongs to a document of ours."""
	return any(row.attached_to_doctype in RULED for row in _rows_at(address_of(url)))


def may_name(url: str | None, user: str | None = None) -> bool:
	"""Whether a user may write an address into a document; a visitor names what visitors have sent in."""
	user = user or frappe.session.user
	if may_open(url, user):
		return True
	if user != "Guest":
		return False
	rows = _rows_at(address_of(url))
	return bool(rows) and all(row.owner == "Guest" and not row.attached_to_name for row in rows)


def _rows_at(address: str) -> list:
	"""The rows of exactly this address: the database would take capitals and small letters for one."""
	if not address:
		return []
	return [row for row in frappe.get_all("File", {"file_url": address}, ["*"]) if row.file_url == address]


def _reads(row, user: str) -> bool:
	doctype, name = row.attached_to_doctype, row.attached_to_name
	if not name or not frappe.db.exists(doctype, name):
		return False
	if frappe.has_permission(doctype, "read", name, user=user):
		return True
	return doctype == evidence.REPORT and evidence.was_filed_for(name, row.file_url, user)


def _opens(row, user: str) -> bool:
	"""Core's own rule, for a file that is private whatever its row says of that."""
	try:
		return bool(core_opens(frappe._dict(row, is_private=1), "read", user))
	except (frappe.DoesNotExistError, ImportError):
		return False
