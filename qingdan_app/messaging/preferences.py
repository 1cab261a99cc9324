"""What a person does not want to be told, by kind and channel."""

import frappe

from qingdan_app.messaging.rules.kinds import may_be_muted

PREFERENCE = "Qingdan Message Preference"
MUTES = """select 1 from `tabQingdan Message Preference`
	where `user` = %s and `kind` = %s and ifnull(`channel`, '') in ('', %s) limit 1"""


def mutes(user: str, kind: str, channel: str) -> bool:
	"""Whether a person has muted messages of a kind, on this channel or on all of them."""
	return may_be_muted(kind) and bool(frappe.db.sql(MUTES, (user, kind, channel)))
