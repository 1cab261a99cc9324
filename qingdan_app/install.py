"""What a site needs beyond the DocTypes: a table of contents of `setup/`."""

import frappe

from qingdan_app import compat
from qingdan_app.setup import (
	accounts,
	city,
	endpoints,
	english,
	indexes,
	lists,
	log_clearing,
	message_rules,
	permissions,
	phrases,
	print_formats,
	settings,
	system_managers,
)


def before_install() -> None:
	"""A process that knew the bench before this app was there finds its modules: core keeps a map of them."""
	compat.forget_modules()


def after_install() -> None:
	"""Set up a new site."""
	settings.create_missing()
	city.decide()
	settings.settle_time_zone()
	after_migrate()


def after_migrate() -> None:
	"""Create what is missing; what an administrator edited stays."""
	settings.create_missing()
	city.decide()
	city.create_missing()
	permissions.open_to_signers()
	lists.create_missing()
	phrases.create_missing()
	accounts.follow_language()
	print_formats.create_missing()
	english.create_missing(english.TITLES)
	log_clearing.create_missing()
	message_rules.create_missing()
	indexes.create_missing()
	endpoints.tell_where_overruled()
	system_managers.tell_where_none()
	settings.tell_time_zone()
	frappe.clear_cache()  # what a patch looked up is kept without the rights an administrator set


def after_app_install(app: str) -> None:
	"""Another app has come: it may answer what ours answered."""
	endpoints.tell_where_overruled()
