"""A site that the app leaves and comes back to: the end of `bin/test upgrade`, on its site that is thrown away.

Everything is done by bench's own commands, each in a process of its own, as an administrator would.
"""

from collections.abc import Sequence

from . import layout, upgrading
from .home import APP
from .runner import Runner, Step
from .tally import Tally


def checks(runner: Runner, words: Sequence[str]) -> Tally:
	"""What is left behind once the app is gone, and whether it can come back as if it had never been there."""
	name = runner.settings.upgrade_site
	total = upgrading.by_code_at_hand(runner, "Leaving", words, "leaving.py")
	runner.do(Step("The app leaves", lambda run: uninstall(run, name)))
	total += upgrading.by_code_at_hand(runner, "Left", words, "leaving.py")
	runner.do(Step("The app comes back", lambda run: layout.bench(run, "--site", name, "install-app", APP)))
	total += upgrading.by_code_at_hand(runner, "CameBack", words, "leaving.py")
	return total + upgrading.verify(runner, name)


def uninstall(runner: Runner, name: str) -> None:
	layout.bench(runner, "--site", name, "uninstall-app", APP, "--yes", "--no-backup")
