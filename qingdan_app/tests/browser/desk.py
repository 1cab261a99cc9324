"""Desk as a person uses it, for the browser tests: real pages, real clicks."""

import json
import os
import warnings
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from qingdan_app.tests.browser.city import session_of
from qingdan_app.tests.browser.screens import DESKTOP, Screen
from qingdan_app.tests.patience import LIMIT

CORE_NOISE = ("favicon", "socket.io", "ERR_CONNECTION_REFUSED")
"""What a site without realtime says of itself; it is not ours to judge here."""
CORES_CHANCE = "frappe.template.compile(...) is not a function"
"""Core calls the variables of a loop in a template by three letters of chance, which now and then are a word of the language, as
`new` and `for`; the next time it is asked for, the template is made anew."""
MILLISECONDS = LIMIT * 1000
STARTED = "() => Boolean(window.frappe?.app)"
QUIET = """async () => {
	const idle = () => new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 500 }), 50));
	for (let times = 0; times < 20; times++) {
		await idle();
		if (document.readyState !== "complete" || !window.frappe?.request || frappe.request.ajax_count) times = 0;
	}
	return true;
}"""
"""Desk has nothing to do, asks the server for nothing, and has found it so twenty times in a row: in as many of the
browser's own idle moments, so that a page which is only slow is not taken for one that is done. Without a screen Chromium
may owe a page that is done its idle moments for ever; it is waited for half a second each time."""


class Desk:
	"""One person before one screen."""

	def __init__(self, screen: Screen, url: str):
		self.screen, self.url, self.errors, self.lost = screen, url, [], []
		self.context: BrowserContext = screen.context
		self.page: Page = screen.page
		self.page.set_default_timeout(MILLISECONDS)
		self.page.on("pageerror", self._note_fault)
		self.page.on("console", self._note)
		self.page.on("requestfailed", lambda request: self.lost.append(f"{request.url}: {request.failure}"))

	def log_in(self, person: dict) -> None:
		"""Come in by the form, to the page where this person begins."""
		self.person = person
		self.page.goto("/login")
		self.page.fill("#login_email", person["user"])
		self.page.fill("#login_password", person["password"])
		self.page.click(".form-login .btn-login")
		self.page.wait_for_url("**/app**")

	def sit_down(self, person: dict) -> None:
		"""Somebody who is logged in already, before a page of which nothing is open yet."""
		self.person = person
		cookies = session_of(self.url, person).cookies
		self.context.add_cookies(
			[{"name": cookie.name, "value": cookie.value, "url": self.url} for cookie in cookies]
		)

	def arrive(self) -> None:
		"""The page where this person begins."""
		self.visit("/app")

	def change_places(self, person: dict) -> None:
		"""Somebody else sits down before the same screen, and begins."""
		self.context.clear_cookies()
		self.sit_down(person)
		self.page.set_viewport_size(DESKTOP["viewport"])
		self.arrive()

	def _note_fault(self, error) -> None:
		if CORES_CHANCE not in str(error):
			self.errors.append(str(error))

	def _note(self, message) -> None:
		if message.type == "error" and not any(noise in message.text for noise in CORE_NOISE):
			self.errors.append(message.text)

	def watch_answers(self) -> list[str]:
		"""From now on, the answers of the server that refuse or fail; the list grows."""
		found = []
		self.page.on(
			"response", lambda answer: answer.status >= 400 and found.append(f"{answer.status} {answer.url}")
		)
		return found

	def visit(self, address: str) -> None:
		"""Open a page of Desk as a person does, who loads it again if it stays empty: on a busy machine a connection
		may break while Desk's own scripts come. What was lost is warned of; a third empty page is a failure."""
		for _ in range(3):
			self.page.goto(address)
			if self.page.evaluate(STARTED):
				return
			warnings.warn(f"{address} stayed empty: {self.lost} {self.errors}", stacklevel=2)
			self.errors.clear()
		raise AssertionError(f"{address} stayed empty three times: {self.lost}")

	def open_task(self, name: str) -> None:
		self.visit(f"/app/qingdan-task/{name}")
		expect(self.overview).to_be_visible()

	def open_list(self, task: str) -> None:
		"""Desk's list of tasks, with this one alone."""
		self.visit(f"/app/qingdan-task/view/list?name={task}")
		expect(self.page.locator(".list-row-container:visible .list-row")).to_have_count(1)

	def title_of(self, task: str) -> str:
		"""The title of a task, as far as a list shows it whatever its width."""
		_status, answer = self.get(f"/api/resource/Qingdan Task/{task}")
		return answer["data"]["title"][:8]

	def open_report(self, name: str) -> None:
		"""A report, with its rows."""
		self.visit(f"/app/query-report/{name}")
		expect(self.page.locator(".dt-row:visible").first).to_be_visible()

	@property
	def overview(self):
		return self.page.locator(".qd-overview:visible")

	@property
	def history(self):
		"""What happened to a task so far, without the earlier values that fold away above it."""
		return self.overview.locator(":scope > .qd-timeline")

	@property
	def approval(self):
		return self.page.locator(".qd-approval:visible")

	@property
	def inbox(self):
		return self.page.locator(".qd-inbox:visible")

	def open_inbox(self) -> None:
		self.visit("/app/qingdan-inbox")
		expect(self.inbox.locator(".nav-link.active")).to_be_visible()

	@property
	def state(self):
		return self.overview.locator(".qd-steps li.now")

	@property
	def primary(self):
		return self.page.locator(".page-head:visible .primary-action:visible")

	@property
	def dialog(self):
		return self.page.locator(".modal.show")

	def press(self, label: str) -> None:
		"""Press the primary button, after seeing that it says what is expected to come next."""
		expect(self.primary).to_have_text(label)
		self.primary.click()

	def press_other(self, label: str) -> None:
		self.page.locator(".page-head:visible .custom-actions button:visible", has_text=label).click()

	def write(self, fieldname: str, text: str) -> None:
		"""Fill a field and leave it, as a person does before going on; it then holds what was written."""
		self.wait_for_dialog()
		field = self.dialog.locator(f"[data-fieldname='{fieldname}']").locator("textarea, input").last
		field.fill(text)
		field.blur()
		expect(field).to_have_value(text)

	def attach(self, file: Path) -> None:
		self.dialog.locator(".qd-uploads input[type=file]").set_input_files(str(file))
		expect(self.dialog.locator(".qd-files")).to_contain_text(file.name)

	def answer(self, label: str) -> None:
		"""Press the dialog's button."""
		self.wait_for_dialog()
		self.dialog.locator(".modal-footer .btn-primary", has_text=label).click()

	def wait_for_dialog(self) -> None:
		"""One that still comes in takes the focus when it is there, and does not let itself be closed before."""
		self.page.wait_for_function("() => window.cur_dialog?.display")

	def wait_for_quiet(self) -> None:
		"""Wait until Desk has drawn all it asked for, and whatever could complain has done so."""
		self.page.wait_for_function(QUIET)

	def confirm(self, label: str) -> None:
		"""Press the dialog's button and see the dialog go."""
		self.answer(label)
		expect(self.page.locator(".modal.show")).to_have_count(0)

	def get(self, path: str, **params) -> tuple[int, dict | str]:
		"""What the server answers this person for an address: status and body."""
		answer = self.context.request.get(
			self.url + path,
			params={key: str(value) for key, value in params.items()},
			timeout=MILLISECONDS,
		)
		body = answer.text()
		return answer.status, json.loads(body) if answer.headers.get("content-type", "").startswith(
			"application/json"
		) else body

	def photograph(self, name: str) -> None:
		folder = os.environ.get("QINGDAN_SCREENSHOTS")
		if folder:
			self.wait_for_quiet()
			self.page.screenshot(path=str(Path(folder) / f"{name}.png"))

	def close(self) -> None:
		self.screen.close()
