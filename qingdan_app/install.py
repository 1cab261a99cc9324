"""What a site needs beyond the DocTypes: a table of contents of `setup/`."""

from frappe.utils.fixtures import sync_fixtures

from qingdan_app.setup import (
	approval_flows,
	boards,
	endpoints,
	indexes,
	lists,
	log_clearing,
	modules,
	permissions,
	settings,
	workflows,
)


def after_install() -> None:
	"""Set up a new site. Frappe syncs fixtures only after this hook, and the workflows stand on them."""
	sync_fixtures("qingdan_app")
	after_migrate()
	settings.tell_time_zone()


def after_migrate() -> None:
	"""Create what is missing; what an administrator edited stays."""
	workflows.create_missing()
	approval_flows.create_missing()
	boards.create_missing()
	lists.create_missing()
	log_clearing.create_missing()
	modules.create_missing()
	settings.create_missing()
	permissions.create_missing()
	indexes.create_missing()
	endpoints.tell_where_overruled()


def after_app_install(app: str) -> None:
	"""Another app has come: it may answer what ours answered."""
	endpoints.tell_where_overruled()
