"""The cities that the browser walks through, as bin/demo makes one: fresh for every run, served; two at once if asked."""

from . import copies, demo, services, setup_steps, site, snapshots, suites
from .runner import Runner, Step
from .services import Served


def serve(runner: Runner, *, both: bool) -> list[Served]:
	"""The first city, or it and its twin, with everything that answers for them."""
	prepare_first(runner)
	cities = services.browser_sites(runner)[: 2 if both else 1]
	for twin in cities[1:]:
		runner.do(Step("Its twin", lambda run, twin=twin: copies.make_twin(run, cities[0].site, twin.site)))
	setup_steps.build_assets(runner)
	for city in cities:
		runner.do(Step(f"Caches of {city.site}", lambda run, city=city: setup_steps.refresh(run, city)))
		runner.do(Step(f"{city.site} served", lambda run, city=city: services.start_frappe(run, city)))
	return cities


def prepare_first(runner: Runner) -> None:
	"""A city with its people, and its database kept for the next run."""
	name, users = runner.settings.browser_site, str(suites.users_file(runner.home))
	kept = snapshots.file_of(runner.home, name)
	if kept.exists():
		runner.do(Step("City put back", lambda run: snapshots.put_back(run, name)))
	changed = setup_steps.prepare_site(runner, "City for the browser", name, demo.LANGUAGE)
	site.configure(runner, name, site.QUIET)
	seeded = demo.seed(runner, "People for the browser", name, users)
	if changed or seeded or not kept.exists():
		runner.do(Step("City kept for the next run", lambda run: snapshots.take(run, name)))
