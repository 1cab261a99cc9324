"""Who, and which document that flows name, was renamed when: an entry of the log for each, so that an old name in it is
known to be somebody, or something, of today.

The log keeps names as they were; a name may even belong to somebody else later. So a name is read with the time at
which it was written.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import frappe
from frappe.utils import get_datetime

from qingdan_app.workflows.log import trail

ABOUT = {"reference_doctype": "User", "reference_name": "@renamed"}
"""The chain in which they stand: of no user, so that no later renaming touches it."""
ACT = "rename"
USER = "User"


class Renamed(NamedTuple):
	"""An account, or another document, that has another name since a moment."""

	old: str
	new: str
	at: datetime
	doctype: str = USER


def note(old: str, new: str, doctype: str = USER) -> None:
	"""Write down that an account, or a document of another type, is called otherwise from now on."""
	kind = None if doctype == USER else json.dumps({"doctype": doctype}, ensure_ascii=False)
	words = {"act": ACT, "from_state": old, "to_state": new, "snapshot": kind}
	trail.append([trail.blank(**ABOUT, **words, actor=frappe.session.user, acted_at=trail.moment())])
	frappe.local.qingdan_renames = None


def all_renames() -> list[Renamed]:
	"""Every renaming of an account, in the order in which they happened."""
	return [each for each in of_all_kinds() if each.doctype == USER]


def of_all_kinds() -> list[Renamed]:
	"""Every renaming that was noted, in the order in which they happened; read once a request."""
	known = getattr(frappe.local, "qingdan_renames", None)
	if known is None:
		fields = ["from_state", "to_state", "acted_at", "snapshot"]
		rows = frappe.get_all(trail.LOG, {**ABOUT, "act": ACT}, fields, order_by="sequence", as_list=True)
		known = frappe.local.qingdan_renames = [
			Renamed(old, new, get_datetime(at), json.loads(kind)["doctype"] if kind else USER)
			for old, new, at, kind in rows
		]
	return known


def name_of_today(user: str, since: datetime | str | None, renames: Iterable[Renamed] | None = None) -> str:
	"""What an account is called today that was called `user` at `since`."""
	at = get_datetime(since) if since else None
	for each in all_renames() if renames is None else renames:
		if each.old == user and (at is None or each.at >= at):
			user, at = each.new, each.at
	return user


def shown_name(user: str | None, since: datetime | str | None) -> str:
	"""The full name of an account as people read it, with the account as it was called then where that has changed."""
	if not user:
		return ""
	today = name_of_today(user, since)
	full_name = frappe.utils.get_fullname(today)
	return full_name if today == user else f"{full_name} ({user})"
