"""Who was renamed when: an entry of the log for each, so that an old name in it is known to be somebody of today.

The log keeps names as they were; a name may even belong to somebody else later. So a name is read with the time at
which it was written.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import frappe
from frappe.utils import get_datetime

from qingdan_app.workflows.log import trail

ABOUT = {"reference_doctype": "User", "reference_name": "@renamed"}
"""The chain in which they stand: of no user, so that no later renaming touches it."""
ACT = "rename"


class Renamed(NamedTuple):
	"""An account that has another name since a moment."""

	old: str
	new: str
	at: datetime


def note(old: str, new: str) -> None:
	"""Write down that an account is called otherwise from now on."""
	entry = trail.blank(
		**ABOUT, act=ACT, from_state=old, to_state=new, actor=frappe.session.user, acted_at=trail.moment()
	)
	trail.append([entry])
	frappe.local.qingdan_renames = None


def all_renames() -> list[Renamed]:
	"""Every renaming, in the order in which they happened; read once a request."""
	known = getattr(frappe.local, "qingdan_renames", None)
	if known is None:
		fields = ["from_state", "to_state", "acted_at"]
		rows = frappe.get_all(trail.LOG, {**ABOUT, "act": ACT}, fields, order_by="sequence", as_list=True)
		known = frappe.local.qingdan_renames = [Renamed(old, new, get_datetime(at)) for old, new, at in rows]
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
