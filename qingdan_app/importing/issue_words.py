"""What the reader has to say about a document, in the user's language."""

from frappe import _

from qingdan_app.parsing.issues import WORDS
from qingdan_app.parsing.model import Issue


def sentence(issue: Issue) -> str:
	"""The issue as a sentence: the words of its code translated, with the values it speaks of."""
	values = {name: reason(value) if name == "reason" else value for name, value in issue.params}
	return _(WORDS[issue.code]).format(**values)


def reason(words: str) -> str:
	"""A reason may quote the document after a colon; what is quoted stays as it is."""
	head, colon, quoted = words.partition(": ")
	return _(head) + (_(": ") + quoted if colon else "")
