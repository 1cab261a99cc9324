"""The steps that lead from nothing to a bench with the app in it, and keep up with what changed since."""

from . import (
	assets,
	changes,
	copies,
	frappe_source,
	layout,
	mariadb,
	services,
	site,
	system_packages,
	toolchain,
)
from .runner import Runner, Step
from .services import Served

ONLINE = "This step downloads. See that the package indexes are reachable, then run the same command again."


def set_up(runner: Runner) -> None:
	"""Everything up to a bench with the app in it and its databases running."""
	source = frappe_source.choose(runner.home)
	install(runner, "Debian packages", system_packages.PACKAGES)
	prepare_uv(runner)
	runner.do(
		Step(
			"frappe-bench and Node",
			toolchain.prepare_bench,
			[toolchain.UV, toolchain.FRAPPE_BENCH, toolchain.NODE],
			ONLINE,
		)
	)
	if not source.is_package_index:
		runner.do(Step("Yarn for Frappe's build", toolchain.prepare_yarn, [toolchain.YARN], ONLINE))
	runner.do(Step("Frappe", lambda run: frappe_source.fetch(source, run), source.describe(), ONLINE))
	start_databases(runner)
	if not runner.home.python.exists():
		runner.forget("Bench")
	runner.do(Step("Bench", layout.prepare, source.describe(), ONLINE))
	linked = [layout.identity(runner.home), changes.of_package(runner.home)]
	runner.do(Step("App in the bench", layout.link_app, linked, ONLINE))


def prepare_uv(runner: Runner) -> None:
	"""uv alone: all that the tests without a bench need."""
	runner.do(Step("uv", toolchain.prepare_uv, [toolchain.UV], ONLINE))


def install(runner: Runner, name: str, packages: tuple[str, ...]) -> None:
	"""Debian packages; with none missing there is nothing to say."""
	if system_packages.missing(packages):
		runner.do(Step(name, lambda run: system_packages.install(packages, run), advice=ONLINE))


def start_databases(runner: Runner) -> None:
	runner.do(Step("MariaDB data folder", mariadb.prepare, "made"))
	runner.do(Step("MariaDB and Redis", services.start_databases))


def prepare_site(runner: Runner, title: str, name: str, language: str) -> bool:
	"""A site with the app as it is now. True if it was made or migrated, so that its content may be behind."""
	migration, schema = f"{title}, migration", changes.of_schema(runner.home)
	inputs = [name, layout.identity(runner.home)]
	made = runner.do(Step(title, lambda run: copies.create(run, name, language), inputs))
	if made:
		runner.remember(migration, schema)
	return runner.do(Step(migration, lambda run: site.migrate(run, name), schema)) or made


def build_assets(runner: Runner) -> None:
	"""The whole Desk once, the app's own part whenever it changed."""
	bench, public = layout.identity(runner.home), changes.of_public(runner.home)
	if runner.do(Step("Desk assets", assets.build, [bench, changes.of_asset_build(runner.home)], ONLINE)):
		runner.remember("Assets of the app", [bench, public])
	runner.do(Step("Assets of the app", assets.build_app, [bench, public]))


def keep_up(runner: Runner, served: Served) -> None:
	"""Servers and caches hold what the app was: when it changed they begin anew."""
	inputs = [served.site, changes.of_app(runner.home)]
	runner.do(Step(f"Caches of {served.site}", lambda run: refresh(run, served), inputs))


def refresh(runner: Runner, served: Served) -> None:
	layout.bench(runner, "--site", served.site, "clear-cache")
	services.stop_served(runner.home, served)
