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


def check(doc: Document, method: str) -> None:
	"""Raise NotYoursToSee for somebody else's private file; make the words of a document of ours harmless.

	Raises WrongArgument for what is no number in a document of ours, ListArchived for what belongs to an archived list.
	"""
	archived.check(doc)
	if is_our_module(doc.meta.module):
		markup.clean(doc)
		_check_numbers(doc)
	file_rows.check_named(doc)


def _check_numbers(doc: Document) -> None:
	"""Core reads words into numbers that no column holds, and answers with the database's refusal."""
	for each in (doc, *doc.get_all_children()):
		for field in each.meta.fields:
			if field.fieldtype in NUMBERS and not isfinite(flt(each.get(field.fieldname))):
				words = _("{0} cannot be read: {1}.").format(_(field.label), _("it is no number"))
				frappe.throw(words, WrongArgument)
