"""The demo city: its site, the list, the people; served."""

import json

from . import changes, layout, services, setup_steps, site, toolchain
from .runner import Runner, Step
from .setup_steps import set_up as set_up

LANGUAGE = "zh"
SEED = "qingdan_app.demo.seed.run"
"""The list as it was issued and the people it names: what tests and benchmarks begin with."""
LIVING = "qingdan_app.demo.living.run"
"""The same in the middle of its year: what people look at."""
REQUIREMENTS = "requirements-demo.txt"
SHOWN_ROLES = (
	"Qingdan Unit Liaison",
	"Qingdan Unit Head",
	"Qingdan Leader Office",
	"Qingdan Supervision Office",
	"Qingdan List Administrator",
	"System Manager",
)


def run(runner: Runner, *, with_server: bool, developer_mode: bool = False) -> None:
	"""The whole of bin/demo."""
	setup_steps.set_up(runner)
	prepare(runner, developer_mode)
	if with_server:
		served = services.demo_site(runner)
		runner.do(Step("Web, worker and scheduler", lambda run: services.start_frappe(run, served)))
		print(closing_words(runner))


MANY_USERS = 1000
"""Core lets a site make sixty users an hour, and the demo city has more: the next one would be refused."""


def prepare(runner: Runner, developer_mode: bool = False) -> None:
	"""The demo site with everything in it, and the Desk."""
	name = runner.settings.site
	setup_steps.prepare_site(runner, "Demo site", name, LANGUAGE)
	site.configure(runner, name, {"developer_mode": int(developer_mode), "throttle_user_limit": MANY_USERS})
	install_clock(runner)
	seed(runner, "Demo city", name, str(runner.home.demo_users), LIVING)
	setup_steps.build_assets(runner)
	setup_steps.keep_up(runner, services.demo_site(runner))


def install_clock(runner: Runner) -> None:
	"""What moves the clock while the city's year is played, in the bench's own Python."""
	file = runner.home.root / "tools" / REQUIREMENTS
	inputs = [layout.identity(runner.home), file.read_text()]
	runner.do(
		Step(
			"Clock of the demo",
			lambda run: toolchain.install_into(run, run.home.python, file),
			inputs,
			setup_steps.ONLINE,
		)
	)


def seed(runner: Runner, title: str, name: str, users_file: str, function: str = SEED) -> bool:
	"""Make the city by the app's own code. True if it was done now."""
	inputs = [site.identity(runner.home, name), changes.of_demo(runner.home)]
	return runner.do(
		Step(title, lambda run: site.execute(run, name, function, users_file=users_file), inputs)
	)


def closing_words(runner: Runner) -> str:
	settings = runner.settings
	lines = [f"  {'Administrator':<44} {settings.administrator_password}", *people_lines(runner)]
	return "\n".join(
		[
			f"\nThe demo runs at {settings.address}. Who may log in, for example:",
			*lines,
			f"All of them: {runner.home.demo_users}\nbin/stop ends it, bin/status shows it.",
		]
	)


def people_lines(runner: Runner) -> list[str]:
	"""One person of each role."""
	people = json.loads(runner.home.demo_users.read_text(encoding="utf-8"))
	chosen = [next((one for one in people if role in one["roles"]), None) for role in SHOWN_ROLES]
	return [describe(person) for person in chosen if person]


def describe(person: dict) -> str:
	belongs = person.get("unit") or person.get("leader") or ""
	return f"  {person['user']:<44} {person['password']:<12} {person['full_name']} {belongs} ({', '.join(person['roles'])})"
