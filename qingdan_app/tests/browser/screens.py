"""The screens before which people sit down. Each is a browser with a profile of its own that goes from test to test: nobody's
log-in or notes stay on it, but it has read Desk's scripts before and keeps what it made of them, which takes seconds anew."""

import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

DESKTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
KEPT_ON_A_SCREEN = "cookies,local_storage,indexeddb,service_workers,cache_storage"
"""What a site keeps in a browser by itself, other than what the browser keeps of the site's scripts."""
Kind = tuple[bool, str]


class Screens:
	"""Opened as they are needed, handed on as they were first found; `launch` is called with a folder and how the screen is to be."""

	def __init__(self, launch: Callable[..., BrowserContext], url: str, folder: Path):
		self.launch, self.url, self.folder = launch, url, folder
		self._free: dict[Kind, list[BrowserContext]] = defaultdict(list)
		self._all: list[BrowserContext] = []

	def take(self, phone: bool = False, locale: str = "zh-CN") -> "Screen":
		"""A screen nobody sits before, whose page is empty."""
		kind, free = (phone, locale), self._free[phone, locale]
		return Screen(self, kind, free.pop() if free else self._open(kind))

	def give_back(self, kind: Kind, context: BrowserContext) -> None:
		self._free[kind].append(context)

	def close(self) -> None:
		for context in self._all:
			context.close()
		shutil.rmtree(self.folder, ignore_errors=True)

	def _open(self, kind: Kind) -> BrowserContext:
		phone, locale = kind
		shape = PHONE if phone else DESKTOP
		folder = self.folder / str(len(self._all))
		self._all.append(self.launch(folder, base_url=self.url, locale=locale, **shape))
		return self._all[-1]


class Screen:
	"""One of them while somebody sits before it."""

	def __init__(self, screens: Screens, kind: Kind, context: BrowserContext):
		self._screens, self._kind, self.context = screens, kind, context
		self.page: Page = context.pages[0]
		self._heard: list[Callable] = []
		self._is_left = False

	def on_answer(self, hear: Callable) -> None:
		"""Call `hear` with whatever the server answers to any page of this screen, for as long as somebody sits here."""
		self.context.on("response", hear)
		self._heard.append(hear)

	def close(self) -> None:
		"""Leave it as it was found, once: an empty page, nobody logged in, nothing kept."""
		if self._is_left:
			return
		self._is_left = True
		for hear in self._heard:
			self.context.remove_listener("response", hear)
		*left, empty = [*self.context.pages, self.context.new_page()]
		for page in left:
			page.close()
		self._forget(empty)
		self._screens.give_back(self._kind, self.context)

	def _forget(self, empty: Page) -> None:
		cleaner = self.context.new_cdp_session(empty)
		words = {"origin": self._screens.url, "storageTypes": KEPT_ON_A_SCREEN}
		cleaner.send("Storage.clearDataForOrigin", words)
		cleaner.detach()
		self.context.clear_cookies()
