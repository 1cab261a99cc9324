"""Another app that hooks a DocType of the site, as tests play it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.model.document import Document

Listener = Callable[[Document], None]
_listening: dict[tuple[str, str], Listener] = {}


@contextmanager
def listening(doctype: str, event: str, listener: Listener) -> Iterator[None]:
	"""As if another app had named `listener` for an event of `doctype` in its `doc_events`."""
	hooks = frappe.get_doc_hooks()
	ours = [*hooks.get(doctype, {}).get(event, []), f"{__name__}.hear"]
	_listening[doctype, event] = listener
	try:
		with patch.dict(hooks, {doctype: {**hooks.get(doctype, {}), event: ours}}):
			yield
	finally:
		del _listening[doctype, event]


def hear(doc: Document, method: str | None = None) -> None:
	"""What the hook names."""
	_listening[doc.doctype, method](doc)
