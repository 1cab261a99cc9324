"""What the matrix asks for: one document, one column of it, and what stands around it."""

from dataclasses import dataclass

PLANTED, TAG = "planted by the matrix", "matrix"
"""A word that nobody else writes, and the tag that every task and report of the matrix has."""


@dataclass(frozen=True)
class Aim:
	"""One document of ours that the matrix asks for, with what stands around it."""

	doctype: str
	name: str
	column: str
	modified: str = ""
	request: str = ""
	file: str = ""
	file_url: str = ""
	report: str = ""
	task: str = ""
	value: str | int = PLANTED

	def names(self, doctype: str, name: str) -> bool:
		"""Whether a name would tell of a document of this DocType, which was not sent along; short ones stand anywhere."""
		return doctype == self.doctype and name != self.name and len(name) > 6

	@property
	def document(self) -> dict:
		"""The document as somebody would send it in who knows its name and wants to change the column."""
		return {
			"doctype": self.doctype,
			"name": self.name,
			"modified": self.modified,
			self.column: self.value,
		}
