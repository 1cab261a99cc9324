"""A document under lock that is read when somebody asks for it: a clock seldom looks at what it runs for."""

from functools import cached_property

from frappe.model.document import Document

from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_class, subject_of


class Held:
	"""What a request is about, under lock."""

	def __init__(self, doctype: str, name: str):
		self.doctype, self.name = doctype, name

	@classmethod
	def hold(cls, doctype: str, name: str) -> "Held":
		"""Lock the document now, read it later or never. Raises frappe.DoesNotExistError."""
		subject_class(doctype).hold(doctype, name)
		return cls(doctype, name)

	@classmethod
	def read(cls, doctype: str, name: str) -> "Held":
		"""Lock and read the document. Raises frappe.DoesNotExistError."""
		return cls.of(subject_class(doctype).lock(doctype, name))

	@classmethod
	def of(cls, doc: Document) -> "Held":
		"""A document that is locked and read already."""
		held = cls(doc.doctype, doc.name)
		held.doc = doc
		return held

	@cached_property
	def doc(self) -> Document:
		return subject_class(self.doctype).lock(self.doctype, self.name)

	@cached_property
	def subject(self) -> ApprovalSubject:
		"""The document as it was found, before anything moved it."""
		return subject_of(self.doc)
