"""The one writer of whom a built report is shared with: roles, and people by name."""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe import _, share
from frappe.model.document import Document

from qingdan_app.saved_reports import sight
from qingdan_app.saved_reports.exceptions import NobodyOfThatName, NotYourReport
from qingdan_app.workflows.administrators import NOBODYS

AS_ITS_KEEPER = {"ignore_share_permission": True}


@dataclass(frozen=True)
class Audience:
	"""Roles and people, by their names."""

	roles: tuple[str, ...] = ()
	people: tuple[str, ...] = ()


def own_report(name: str) -> Document:
	"""A built report that the session's user keeps and may pass on; raises NotYourReport."""
	report = frappe.get_doc(sight.REPORT, name)
	report.check_permission("read")
	if not (sight.is_built(report) and keeps(report)):
		frappe.throw(
			_(
				"Only {0}, who saved this report, passes it on. Save it under a name of your own first."
			).format(frappe.utils.get_fullname(report.owner)),
			NotYourReport,
		)
	return report


def keeps(report: Document) -> bool:
	"""Whether the session's user keeps a report and has the role to pass it on."""
	user = frappe.session.user
	is_keeper = (
		report.owner == user or user == "Administrator" or bool(sight.KEEPERS & set(frappe.get_roles()))
	)
	return sight.builds() and is_keeper


def may_take_over(report: Document) -> bool:
	"""Whether whoever saved it has left, so that somebody else may keep it."""
	return sight.builds() and not keeps(report) and not frappe.db.get_value("User", report.owner, "enabled")


def take_over(name: str) -> Document:
	"""Make the session's user the keeper of a report whose owner has left; raises NotYourReport."""
	report = frappe.get_doc(sight.REPORT, name)
	report.check_permission("read")
	if not (sight.is_built(report) and may_take_over(report)):
		frappe.throw(_("Whoever saved this report still has an account."), NotYourReport)
	report.db_set("owner", frappe.session.user)
	return report


def audience_of(report: str) -> Audience:
	"""Whom a report is shared with."""
	roles = frappe.get_all(
		"Has Role", {"parent": report, "parenttype": sight.REPORT}, pluck="role", order_by="idx"
	)
	about = {"share_doctype": sight.REPORT, "share_name": report, "read": 1, "everyone": 0}
	return Audience(tuple(roles), tuple(frappe.get_all("DocShare", about, pluck="user", order_by="creation")))


def checked(roles: Iterable[str], people: Iterable[str]) -> Audience:
	"""Roles and people as they are meant; raises NobodyOfThatName for others than of this site."""
	roles, people = tuple(dict.fromkeys(roles)), tuple(dict.fromkeys(people))
	known = set(frappe.get_all("Role", {"name": ("in", roles), "disabled": 0}, pluck="name")) - NOBODYS
	here = {"name": ("in", people), "enabled": 1, "user_type": "System User"}
	known |= set(frappe.get_all("User", here, pluck="name"))
	if unknown := [name for name in (*roles, *people) if name not in known]:
		frappe.throw(_("Nobody on this site is called {0}.").format(", ".join(unknown)), NobodyOfThatName)
	return Audience(roles, people)


def share_with(report: Document, audience: Audience) -> None:
	"""Share a report with these and with nobody else."""
	before = audience_of(report.name)
	if set(before.roles) != set(audience.roles):
		report.set("roles", [{"role": role} for role in audience.roles])
		report.save(ignore_permissions=True)  # core keeps reports for its own roles; own_report was asked
		_forget_lists({*before.roles, *audience.roles})
	_withdraw(report.name, set(before.people) - set(audience.people))
	for user in audience.people:
		if user not in before.people and user != report.owner:
			share.add_docshare(sight.REPORT, report.name, user, flags=AS_ITS_KEEPER, notify=1)


def share_also_with(report: Document, audience: Audience) -> None:
	"""Share a report with these beside those it is shared with."""
	before = audience_of(report.name)
	both = ((*old, *new) for old, new in ((before.roles, audience.roles), (before.people, audience.people)))
	share_with(report, Audience(*(tuple(dict.fromkeys(names)) for names in both)))


def _withdraw(report: str, people: set[str]) -> None:
	about = {"share_doctype": sight.REPORT, "share_name": report, "user": ("in", list(people))}
	for name in frappe.get_all("DocShare", about, pluck="name"):
		frappe.delete_doc(
			"DocShare", name, flags=AS_ITS_KEEPER, ignore_permissions=True
		)  # own_report was asked


def _forget_lists(roles: set[str]) -> None:
	"""Core keeps for hours which reports a person may open on a workspace."""
	for user in frappe.get_all(
		"Has Role", {"role": ("in", list(roles)), "parenttype": "User"}, pluck="parent"
	):
		frappe.cache.delete_value("has_role:Report", user=user)
