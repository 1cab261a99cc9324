"""What people wait for before Desk: the first paint of a page that is warm, what it is for, and an act until it shows.

Chromium loads the served demo city; every time is taken by the page's own clock.
"""

import argparse
import json
import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, sync_playwright

from qingdan_app.tests.browser.city import Cast, cast_for
from qingdan_app.tests.browser.conftest import CHROMIUM, FLAGS
from qingdan_app.tests.browser.desk import Desk
from qingdan_app.tests.browser.screens import Screens

from . import desk_reviews, figures, inside

LONGEST_PAINT, LONGEST_ACT = 1500, 500
PAGES = (
	("the liaison's list", "liaison", "/app/qingdan-task/view/list", ".list-row"),
	("the liaison's start page", "liaison", "/app/qingdan-my-tasks", ".codex-editor .widget"),
	("a task", "liaison", "/app/qingdan-task/{task}", ".qd-overview .qd-steps"),
	("the office's inbox", "office", "/app/qingdan-inbox", ".qd-inbox .nav-link.active"),
	("the report of who is late", "supervision", "/app/query-report/Qingdan Late Tasks", ".dt-row-header"),
)
ROLES = {"supervision": ["Qingdan Supervision Office"], "administrator": desk_reviews.ROLES}
"""Who is nobody of a task's: by what they are."""
SEEN = """([sign]) => {
	const shown = () => [...document.querySelectorAll(sign)].some((found) => found.checkVisibility());
	return new Promise((done) => {
		const look = () => (shown() ? done(performance.now()) : requestAnimationFrame(look));
		look();
	});
}"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
ACT = """async ([button, sign, gone]) => {
	const shown = (selector) => [...document.querySelectorAll(selector)].filter((found) => found.checkVisibility());
	const start = performance.now();
	shown(button).at(-1).click();
	await new Promise((done) => {
		const look = () => (Boolean(shown(sign).length) !== gone ? done() : requestAnimationFrame(look));
		look();
	});
	return performance.now() - start;
}"""
PRIMARY = ".page-head .primary-action"
CONFIRM = ".modal.show .modal-footer .btn-primary"


def main() -> None:
	options = _options()
	url = os.environ["QINGDAN_URL"]
	people = json.loads(Path(os.environ["QINGDAN_USERS"]).read_text(encoding="utf-8"))
	with inside.connected():
		figures.print_machine("What people wait for before Desk")
	with _screens(url) as screens:
		desks = Desks(screens, url, people)
		pages = (*PAGES, *desk_reviews.pages(url, people))
		paints = [_paint(desks, page, options.rounds) for page in pages]
		acts = [act for _number in range(options.rounds) for act in _acts(desks)]
		desks.close()
	_report(paints, acts)


def _options() -> argparse.Namespace:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--rounds", type=int, required=True)
	return parser.parse_args()


@contextmanager
def _screens(url: str) -> Iterator[Screens]:
	"""Screens of one browser, each of which knows what it has loaded itself and nothing of an earlier run."""
	with sync_playwright() as playwright, TemporaryDirectory() as folder:
		browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

		def opened(_folder: Path, **shape: object) -> BrowserContext:
			context = browser.new_context(**shape)
			context.new_page()
			return context

		screens = Screens(opened, url, Path(folder) / "screens")
		yield screens
		screens.close()
		browser.close()


class Desks:
	"""Who sits before Desk; each opens it once, on first use."""

	def __init__(self, screens: Screens, url: str, people: list[dict]):
		self.screens, self.url, self.people, self._open = screens, url, people, {}

	def cast(self) -> Cast:
		"""A task that nobody has touched, and those around it."""
		return cast_for(self.url, self.people)

	def of(self, kind: str, cast: Cast) -> Desk:
		roles = ROLES.get(kind)
		person = (
			next(each for each in self.people if each["roles"] == roles) if roles else getattr(cast, kind)
		)
		if person["user"] not in self._open:
			self._open[person["user"]] = desk = Desk(self.screens.take(), self.url)
			desk.sit_down(person)
		return self._open[person["user"]]

	def close(self) -> None:
		for desk in self._open.values():
			desk.close()


def _paint(desks: Desks, page: tuple, rounds: int) -> tuple[str, list[float], list[float]]:
	"""Milliseconds until a page that was open before paints, and until what it is for is there."""
	title, kind, address, sign = page
	cast = desks.cast()
	desk, painted, seen = desks.of(kind, cast), [], []
	for number in range(rounds + 1):
		desk.page.goto(address.format(task=cast.task), wait_until="commit")
		there = desk.page.evaluate(SEEN, [sign])
		if number:  # the first fills the browser's cache
			painted.append(desk.page.evaluate(PAINTED))
			seen.append(there)
	inside.speak(title)
	return title, painted, seen


def _acts(desks: Desks) -> Iterator[tuple[str, float]]:
	"""Each act of a task's life: its name, and the milliseconds from the press until its page shows it."""
	cast = desks.cast()
	liaison = desks.of("liaison", cast)
	liaison.open_task(cast.task)
	yield "签收", _timed(liaison, PRIMARY, f"{PRIMARY}[data-label='{_label('启动')}']")
	yield "启动", _timed(liaison, PRIMARY, f"{PRIMARY}[data-label='{_label('填报进展')}']")
	liaison.press("填报进展")
	for field, text in (("percent", "40"), ("done", "完成前期调研"), ("next_steps", "下月完成招标")):
		liaison.write(field, text)
	yield "填报进展", _timed(liaison, CONFIRM, ".modal.show", gone=True)
	yield "办结送审", _completion(liaison, cast)
	for kind in ("head", "office"):
		yield f"同意 ({kind})", _approval(desks.of(kind, cast), cast)


def _completion(liaison: Desk, cast: Cast) -> float:
	liaison.open_task(cast.task)
	liaison.press("办结送审")
	liaison.write("done", "项目已全部完成并通过验收")
	with TemporaryDirectory() as folder:
		file = Path(folder) / f"验收单-{cast.task}.txt"
		file.write_text(f"验收合格 {cast.task}", encoding="utf-8")
		liaison.attach(file)
	return _timed(liaison, CONFIRM, ".modal.show", gone=True)


def _approval(desk: Desk, cast: Cast) -> float:
	"""In the inbox: from the press in the dialog until the row is gone."""
	desk.open_inbox()
	row = desk.inbox.locator(".qd-inbox-row", has_text=cast.task)
	row.locator("[data-verb='approve']").click()
	desk.wait_for_dialog()
	address = row.locator("a").first.get_attribute("href")
	return _timed(desk, CONFIRM, f".qd-inbox-row a[href='{address}']", gone=True)


def _timed(desk: Desk, button: str, sign: str, gone: bool = False) -> float:
	return desk.page.evaluate(ACT, [button, sign, gone])


def _label(words: str) -> str:
	"""As Desk marks a button."""
	return "".join(f"%{byte:02X}" for byte in words.encode())


def _report(paints: list[tuple], acts: list[tuple[str, float]]) -> None:
	rows = [(title, *_both(painted), *_both(seen)) for title, painted, seen in paints]
	figures.print_table(("a warm page, ms", "paint p50", "worst", "content p50", "worst"), rows)
	names = list(dict.fromkeys(name for name, _ms in acts))
	taken = {name: [ms for each, ms in acts if each == name] for name in names}
	figures.print_table(
		("an act, ms", "p50", "worst"), [(name, *_both(each)) for name, each in taken.items()]
	)
	paint = max(row[1] for row in rows)
	act = max(_both(each)[0] for each in taken.values())
	figures.print_bars(
		[
			figures.Bar(
				"first paint of a warm page, ms (p50)", paint, f"< {LONGEST_PAINT}", paint < LONGEST_PAINT
			),
			figures.Bar(
				"an act until its page shows it, ms (p50)", act, f"< {LONGEST_ACT}", act < LONGEST_ACT
			),
		]
	)


def _both(milliseconds: list[float]) -> tuple[float, float]:
	return statistics.median(milliseconds), max(milliseconds)


if __name__ == "__main__":
	main()
