"""A site of an earlier commit, with work on it, brought to the code at hand: what `bin/test upgrade` makes ready.

The earlier code comes out of git's history and stands before the checkout on the path of Python, so that the one
bench makes the site with it. The site is made once for that commit; every run puts its database back and works on it anew.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from . import layout, setup_steps, site, snapshots, suites, tally, toolchain
from .home import APP, Home
from .runner import Runner, Step, StepFailed
from .tally import Tally

EARLIER = "99e4fae60d52643d060e0cd0ecfefd8d9fed14a4"
LANGUAGE = "zh"
NO_HISTORY = (
	"The history of this checkout does not hold commit {commit}, whose site is to be upgraded. "
	"A shallow clone has none: git fetch --unshallow brings it."
)


def prepare(runner: Runner) -> None:
	"""The site as the earlier code leaves it, its caches warm, then migrated by the code at hand."""
	setup_steps.set_up(runner)
	name = runner.settings.upgrade_site
	runner.do(Step("Code of the release before", take_code, EARLIER))
	made = [EARLIER, layout.identity(runner.home)]
	runner.do(Step("Site of the release before", lambda run: make_site(run, name), made))
	runner.do(Step("Its database put back", lambda run: snapshots.put_back(run, name)))
	runner.do(Step("Work on it", work))
	runner.do(Step("Upgrade", lambda run: site.migrate(run, name)))


def checks(runner: Runner, words: Sequence[str]) -> Tally:
	"""What was there is there, what ran goes on; and a second migration changes nothing."""
	name = runner.settings.upgrade_site
	total = by_code_at_hand(runner, "Upgraded", words) + verify(runner, name)
	runner.do(Step("Second migration", lambda run: site.migrate(run, name)))
	return total + by_code_at_hand(runner, "MigratedTwice", words)


def take_code(runner: Runner) -> None:
	"""The app of the earlier commit, out of git's history into the state folder."""
	target = code(runner.home)
	shutil.rmtree(target, ignore_errors=True)
	target.mkdir(parents=True)
	archive = target / "app.tar"
	mine = ["git", "-C", runner.home.root, "-c", f"safe.directory={runner.home.root}"]
	try:
		runner.run([*mine, "archive", f"--output={archive}", EARLIER, APP])
		runner.run(["tar", "--extract", f"--file={archive}", f"--directory={target}"])
	except (StepFailed, FileNotFoundError) as error:
		raise StepFailed(NO_HISTORY.format(commit=EARLIER[:7])) from error
	archive.unlink()


def make_site(runner: Runner, name: str) -> None:
	"""A site as the earlier code installs it, kept for every later run."""
	site.create(runner, name, LANGUAGE, with_earlier_code(runner.home))
	site.configure(runner, name, site.QUIET)
	snapshots.take(runner, name)


def work(runner: Runner) -> None:
	"""Let the earlier code do what people had done by the day of the upgrade."""
	words = [runner.home.python, script(runner.home, "before.py"), *places(runner)]
	runner.run(words, cwd=runner.home.sites, env=with_earlier_code(runner.home))


def by_code_at_hand(runner: Runner, case: str, more: Sequence[str], file: str = "after.py") -> Tally:
	"""Run one class of checks of a script on the migrated site."""
	words = [
		runner.home.python,
		"-W",
		"ignore",
		script(runner.home, file),
		*places(runner),
		case,
		*more,
	]
	code, output = suites.show(words, runner.home.sites, toolchain.environment(runner.home))
	return tally.of_unittest(output, code)


def verify(runner: Runner, name: str) -> Tally:
	"""The command that checks every log against all seals, written before and after."""
	bench = toolchain.program(runner.home, "bench")
	words = [bench, "--site", name, "verify-approvals"]
	return tally.of_check(suites.show(words, runner.home.bench, toolchain.environment(runner.home))[0])


def places(runner: Runner) -> list[object]:
	"""The site, and the file in which is written what was there before."""
	return [runner.settings.upgrade_site, runner.home.path / "upgrade.json"]


def with_earlier_code(home: Home) -> dict[str, str]:
	return {"PYTHONPATH": str(code(home)), "PYTHONDONTWRITEBYTECODE": "1"}


def code(home: Home) -> Path:
	return home.path / "earlier" / EARLIER[:7]


def script(home: Home, name: str) -> Path:
	return home.root / "tools" / "upgrade" / name
