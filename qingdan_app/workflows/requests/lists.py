"""Core's lists for whoever has to decide: a document stands in one's list while it is one's turn.

Core joins the list conditions of all apps by “and”, so that a rule of another app, or a script of the site, may hide
a document from its own signer. A share is core's word for “nevertheless”: a signer who could not read the document
otherwise gets one with the turn (`sharing`). The releases of Frappe 16 heed shares in lists as forms do; Frappe 15 does not
where a list condition narrows, and is asked here with the turns put beside the conditions.
"""

from typing import Any

import frappe
from frappe.desk import reportview
from frappe.model.db_query import DatabaseQuery
from frappe.utils import cint

from qingdan_app.compat import SHARES_TRUMP_RULES
from qingdan_app.overridden import answer_request
from qingdan_app.workflows.listed import list_rules
from qingdan_app.workflows.requests.access import has_live_turns, live_turns


class SignersQuery(DatabaseQuery):
	"""Core's query, in which a live turn counts as much as all rules together."""

	def get_permission_query_conditions(self) -> str:
		rules = super().get_permission_query_conditions()
		turns = f"`tab{self.doctype}`.`name` in ({live_turns(self.doctype, self.user)})"
		return f"(({rules}) or {turns})" if rules else rules


def rows() -> dict | list:
	"""What `frappe.desk.reportview.get` answers to the request at hand."""
	if not _signs_under_rules():
		return answer_request("frappe.desk.reportview.get")
	words = reportview.get_form_params()
	return reportview.compress(_asked(words), args=words)


def plain_rows() -> list[dict]:
	"""What `frappe.desk.reportview.get_list` answers."""
	if not _signs_under_rules():
		return answer_request("frappe.desk.reportview.get_list")
	return _asked(reportview.get_form_params())


def count() -> int | None:
	"""What `frappe.desk.reportview.get_count` answers; a limit is kept."""
	if not _signs_under_rules():
		return answer_request("frappe.desk.reportview.get_count")
	words = reportview.get_form_params()
	limit = cint(words.pop("limit", 0))
	words.update({"distinct": False, "fields": [f"count(distinct `tab{words.doctype}`.name) as total"]})
	total = _asked(words)[0].total
	return min(total, limit) if limit else total


def listed(doctype: str, **words: Any) -> list:
	"""What `frappe.get_list` answers."""
	return (
		SignersQuery(doctype).execute(**words)
		if signs_under_rules(doctype)
		else frappe.get_list(doctype, **words)
	)


def number(doctype: str, **words: Any) -> int:
	"""How many names such a list would hold; counted around the list, for newer core takes no function as text."""
	query = listed(doctype, fields=["name"], distinct=True, run=False, **words)
	counting = f"select count(*) from ({query}) `listed`"  # noqa: S608 the query is core's own
	return frappe.db.sql(counting)[0][0]


def signs_under_rules(doctype: str | None) -> bool:
	"""Whether the session's user has the turn on documents of a DocType whose lists core narrows by rules."""
	if SHARES_TRUMP_RULES or not doctype or not list_rules(doctype):
		return False
	return has_live_turns(doctype, frappe.session.user)


def _signs_under_rules() -> bool:
	return signs_under_rules(frappe.form_dict.get("doctype"))


def _asked(words: dict, **more: Any) -> list:
	return SignersQuery(words.pop("doctype")).execute(**{**words, **more})
