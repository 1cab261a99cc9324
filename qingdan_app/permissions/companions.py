"""Core rows that speak of a document of ours (files, tags, followers, comments, shares) follow its visibility.

Core checks the DocType for these and not the document, or nothing at all.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.html_utils import is_json, sanitize_html

from qingdan_app import markup
from qingdan_app.compat import NO_OBJECTION, literal
from qingdan_app.ours import is_ours
from qingdan_app.permissions import addresses
from qingdan_app.permissions.exceptions import NotSharedByHand, NotYoursToSee
from qingdan_app.permissions.guarded import FOLLOWING, RULED
from qingdan_app.tasks import archived
from qingdan_app.workflows.listed import any_of, speaking_of
from qingdan_app.workflows.moves import guard

CHANGES = frozenset({"create", "write", "delete"})


def files(user: str | None = None) -> str:
	return _following("File", user)


def tag_links(user: str | None = None) -> str:
	return _following("Tag Link", user)


def follows(user: str | None = None) -> str:
	return _following("Document Follow", user)


def check(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""A row is read with the document it speaks of; a file is changed by those who may change that."""
	right = "write" if doc.doctype == "File" and ptype in CHANGES else "read"
	doctype, name = (doc.get(column) for column in FOLLOWING[doc.doctype].about)
	if doc.doctype == "File" and not addresses.may_open(doc.file_url, user):
		return False
	return NO_OBJECTION if may(doctype, name, right, user) else False


def may(doctype: str | None, name: str | None, right: str = "read", user: str | None = None) -> bool:
	"""Whether the user has a right to a document of ours; True for documents that are not ours or do not exist."""
	if not (doctype in RULED or is_ours(doctype)) or not name or not frappe.db.exists(doctype, name):
		return True
	return bool(frappe.has_permission(doctype, right, name, user=user))


def check_tag(doc: Document, method: str) -> None:
	"""Tagging copies the document's title into a row of its own."""
	_refuse_unless_seen(doc.document_type, doc.document_name)


def check_comment(doc: Document, method: str) -> None:
	"""Only who sees the document comments on it, and the flow while it saves it; core's filter, which lets pass what is JSON, is asked of all of the words."""
	if doc.is_new() and not guard.is_saving(doc.reference_doctype, doc.reference_name):
		_refuse_unless_seen(doc.reference_doctype, doc.reference_name)
	if doc.reference_doctype in RULED:
		doc.comment_by, doc.content = markup.harmless(doc.comment_by), _filtered(doc.content)


def _filtered(content: str | None) -> str | None:
	return sanitize_html(f"<div>{content}</div>") if content and is_json(content) else content


def keep_archived(doc: Document, method: str) -> None:
	"""Raise ListArchived where what stands beside a document of an archived list is deleted."""
	archived.check(doc)


def check_follow(doc: Document, method: str) -> None:
	"""A follower is sent what changes: it has to be somebody who may see it."""
	_refuse_unless_seen(doc.ref_doctype, doc.ref_docname, doc.user)


def refuse_share(doc: Document, method: str) -> None:
	"""Raise NotSharedByHand: who sees a document follows from units and leaders, and ends with them."""
	if doc.share_doctype in RULED:
		frappe.throw(
			_(
				"{0} is seen by its units and its leader's office. Add the unit to the task, or the person to the unit."
			).format(doc.share_name),
			NotSharedByHand,
		)


def _following(table: str, user: str | None) -> str:
	"""Rows that speak of a document of ours the user may not read are left out, all others are core's own business."""
	about = FOLLOWING[table].about
	others = f"ifnull(`tab{table}`.`{about[0]}`, '') not in ({', '.join(literal(kind) for kind in RULED)})"
	return any_of([others, *speaking_of(table, about, RULED, user or frappe.session.user)])


def _refuse_unless_seen(doctype: str, name: str, user: str | None = None) -> None:
	if not may(doctype, name, "read", user):
		frappe.throw(_("No permission for {0}").format(name), NotYoursToSee)
