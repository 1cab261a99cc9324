"""What every document passes on its way in: the addresses of files it names are its writer's, and its words hold no markup."""

from math import isfinite

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from qingdan_app import markup
from qingdan_app.arguments import WrongArgument
from qingdan_app.ours import is_our_module
from qingdan_app.permissions import file_rows
from qingdan_app.tasks import archived

NUMBERS = frozenset({"Float", "Currency", "Percent"})
TEXTS = frozenset({"Small Text", "Text"})
LONGEST_TEXT = 65_535
"""Bytes that a column of such a text holds."""


def check(doc: Document, method: str) -> None:
	"""Raise NotYoursToSee for somebody else's private file; make the words of a document of ours harmless.

	Raises WrongArgument for what is no number in a document of ours, and for a text that its column does not hold; ListArchived for what belongs
	to an archived list.
	"""
	archived.check(doc)
	if is_our_module(doc.meta.module):
		markup.clean(doc)
		_check_numbers(doc)
		_check_texts(doc)
	file_rows.check_named(doc)


def _check_numbers(doc: Document) -> None:
	"""Core reads words into numbers that no column holds, and answers with the database's refusal."""
	for each in (doc, *doc.get_all_children()):
		for field in each.meta.fields:
			if field.fieldtype in NUMBERS and not isfinite(flt(each.get(field.fieldname))):
				words = _("{0} cannot be read: {1}.").format(_(field.label), _("it is no number"))
				frappe.throw(words, WrongArgument)


def _check_texts(doc: Document) -> None:
	"""Core measures what stands on one line alone; what is longer than its column is refused by the database."""
	for each in (doc, *doc.get_all_children()):
		for field in each.meta.fields:
			value = each.get(field.fieldname) if field.fieldtype in TEXTS else None
			if isinstance(value, str) and len(value.encode()) > LONGEST_TEXT:
				words = _(
					"{0} is too long: about {1} characters are kept. Shorten it, or attach it as a file."
				)
				frappe.throw(words.format(_(field.label), LONGEST_TEXT // 3), WrongArgument)
