"""Who sits where today: the units of contacts, and the offices of leaders; for whoever chooses a person."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import getdate

WHERE = """select `user`, `unit` as `place`, 0 as `is_office` from `tabQingdan Contact`
	where ifnull(`from_date`, %(today)s) <= %(today)s and ifnull(`until_date`, %(today)s) >= %(today)s
union select `user`, `parent`, 1 from `tabQingdan Leader Office Member`
	where ifnull(`from_date`, %(today)s) <= %(today)s and ifnull(`until_date`, %(today)s) >= %(today)s
union select `user`, `name`, 1 from `tabQingdan Leader` where ifnull(`user`, '') != ''"""


def by_person() -> dict[str, list[str]]:
	"""User → the words for where they sit; in one statement (hook `approval_departments`)."""
	found = defaultdict(list)
	office = _("Office of {0}")
	for user, place, is_office in frappe.db.sql(WHERE, {"today": getdate()}):
		found[user].append(office.format(place) if is_office else place)
	return {user: sorted(places) for user, places in found.items()}
