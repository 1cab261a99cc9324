"""Files of a document under approval: whoever signs is told when one is added, exchanged or taken away, and looks again.

A document names a file by its address, under which another may lie later. So it is noted with the request, when it
happens, what files there are; asking at every decision would cost a statement there. Documents whose state is the
flow's own keep the files of what is decided by rules of their own.
"""

from collections.abc import Iterator

import frappe
from frappe.model.base_document import get_controller
from frappe.model.document import Document

from qingdan_app.plain_rows import update
from qingdan_app.workflows import telling
from qingdan_app.workflows.engine.trail import fingerprint
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause
from qingdan_app.workflows.moves.subjects import Move
from qingdan_app.workflows.requests import acting

EDITED = "edited"
CONTENT = ("file_url", "content_hash", "attached_to_doctype", "attached_to_name")
"""What makes a file another one, or one of another document."""
OF = ["attached_to_doctype", "attached_to_name"]


def follow(file: Document, method: str | None = None) -> None:
	"""A file was added, changed or deleted: note it with the requests that run on the documents which have it."""
	before = None if method == "on_trash" else file.get_doc_before_save()
	if file.is_folder or (before and all(before.get(name) == file.get(name) for name in CONTENT)):
		return
	for doctype, name in dict.fromkeys([*_owners(file), *(_owners(before) if before else ())]):
		if run := chains.running(doctype, name):
			_note(run, doctype, name, file, gone=method == "on_trash")


def _owners(file: Document) -> Iterator[tuple[str, str]]:
	"""Documents under approval that a file, or another row of the same address, is attached to."""
	beside = {"file_url": file.file_url, "attached_to_name": ("is", "set")}
	rows = frappe.get_all("File", beside, OF, as_list=True) if file.file_url else []
	for doctype, name in [(file.attached_to_doctype, file.attached_to_name), *rows]:
		if doctype and name and choosing.is_governed(doctype) and not _is_ours(doctype):
			yield doctype, name


def _is_ours(doctype: str) -> bool:
	return issubclass(get_controller(doctype), FlowControlledDocument)


def _note(run: str, doctype: str, name: str, file: Document, gone: bool) -> None:
	held = Held()
	subject = held.subject(doctype, name)  # locked before its request, as acts do
	update(acting.REQUEST, run, {"files_print": _print(doctype, name, file, gone)})
	step = Move(EDITED, "", "", frappe.session.user, file.file_name or "")
	entry = performing.write_log(held, subject.doc, step, {}, Cause())
	about = telling.Happened(doctype, name, subject.title, entry.entry)
	holders = [turn.assignee for turn in acting.state_of(run).live_turns]
	telling.tell_signers(about, dict.fromkeys(holders), EDITED, frappe.utils.get_fullname(step.actor))


def _print(doctype: str, name: str, file: Document, gone: bool) -> str:
	about = {"attached_to_doctype": doctype, "attached_to_name": name}
	rows = frappe.get_all("File", about, ["name", "file_url", "content_hash"], order_by="name")
	kept = [[row.file_url, row.content_hash] for row in rows if not (gone and row.name == file.name)]
	return fingerprint(frappe.as_json([kept, [] if gone else [file.file_url, file.content_hash]]))
