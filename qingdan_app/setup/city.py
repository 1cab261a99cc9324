"""What a city needs beside the engine: roles, words, Workflows, its flow, its board. Only where lists are in use.

On a site of other apps the approval engine is a guest: there the city's part stays away until the settings say so.
"""

import frappe

from qingdan_app.organization import settings
from qingdan_app.setup import (
	approval_flows,
	boards,
	built_reports,
	english,
	light_rules,
	matters,
	modules,
	notifications,
	permissions,
	reminder_rules,
	reporting_rules,
	scoring_schemes,
	words,
	workflows,
)

OWN = frozenset({"frappe", "qingdan_app"})


def decide() -> None:
	"""Say whether the site keeps responsibility lists where nobody has: those that have some, and those of no other app."""
	stored = frappe.get_single(settings.SETTINGS)
	if not stored.responsibility_lists:
		stored.responsibility_lists = settings.IN_USE if _is_a_citys() else settings.NOT_USED
		stored.save(ignore_permissions=True)  # set-up runs as whoever installs


def create_missing() -> None:
	"""Create what the city's part stands on, where lists are in use."""
	if not settings.lists_in_use():
		return
	words.create_roles()
	words.create_missing()
	workflows.create_missing()
	approval_flows.create_missing()
	matters.create_missing()
	reporting_rules.create_missing()
	light_rules.create_missing()
	reminder_rules.create_missing()
	scoring_schemes.create_missing()
	boards.create_missing()
	built_reports.create_missing()
	modules.create_missing()
	notifications.create_missing()
	permissions.create_missing()
	english.create_missing()


def _is_a_citys() -> bool:
	return bool(frappe.db.count("Qingdan List") or OWN.issuperset(frappe.get_installed_apps()))
