"""From nothing to a served demo site, step by step."""

from . import assets, changes, frappe_source, layout, mariadb, services, site, system_packages, toolchain
from .home import Home
from .runner import Runner, Step

LANGUAGE = "zh"
ONLINE = "This step downloads. See that the package indexes are reachable, then run the same command again."


def set_up(runner: Runner) -> None:
	"""Everything up to a bench with the app in it and its databases running."""
	source = frappe_source.choose(runner.home)
	runner.do(Step("Debian packages", install_packages, system_packages.PACKAGES, ONLINE))
	runner.do(Step("Toolchain", toolchain.prepare, [toolchain.UV, toolchain.FRAPPE_BENCH], ONLINE))
	if not source.is_package_index:
		runner.do(Step("Yarn", toolchain.prepare_yarn, [toolchain.YARN], ONLINE))
	runner.do(Step("Frappe", lambda run: frappe_source.fetch(source, run), source.describe(), ONLINE))
	runner.do(Step("MariaDB data folder", mariadb.prepare))
	runner.do(Step("MariaDB and Redis", services.start_databases))
	runner.do(Step("Bench", layout.prepare, source.describe(), ONLINE))
	runner.do(Step("App in the bench", layout.link_app, source.describe()))


def install_packages(runner: Runner) -> str:
	return system_packages.install(system_packages.PACKAGES, runner)


def build_assets(runner: Runner) -> None:
	inputs = [frappe_source.choose(runner.home).describe(), changes.of_assets(runner.home)]
	if runner.do(Step("Desk assets", assets.build, inputs, ONLINE)):
		services.stop_frappe(runner.home)


def prepare_site(runner: Runner) -> None:
	"""The demo site, migrated to the app as it is now."""
	name = runner.settings.site
	if runner.do(Step("Demo site", lambda run: site.create(run, name, LANGUAGE), name)):
		runner.remember("Migration", changes.of_app(runner.home))
	if runner.do(Step("Migration", lambda run: site.migrate(run, name), changes.of_app(runner.home))):
		services.stop_frappe(runner.home)


def serve(runner: Runner) -> None:
	runner.do(Step("Web, worker and scheduler", services.start_frappe))


def run(runner: Runner, *, with_server: bool) -> None:
	"""The whole of bin/demo."""
	set_up(runner)
	prepare_site(runner)
	build_assets(runner)
	if with_server:
		serve(runner)
		print(closing_words(runner.home, runner))


def closing_words(home: Home, runner: Runner) -> str:
	settings = runner.settings
	return f"""
The demo runs at {settings.address}
  Administrator / {settings.administrator_password}
Everybody else: {home.demo_users}
Stop it with bin/stop."""
