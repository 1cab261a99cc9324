"""What somebody wants to say: handed to the outbox, which puts it into the language of each receiver."""

from dataclasses import dataclass

from frappe import _


@dataclass(frozen=True)
class Message:
	"""One thing that happened, for whoever is told of it.

	`kind` is why they are told, a word of `messaging.rules.kinds.Kind` or one of the caller's own. `sentence` holds the
	source words: `{0}` is the document, `{1}` its title, `{2}` and further ones are `what`, each translated for the
	receiver. `cause` is the key of what made it: for one cause a person is told once on each channel, however often
	the transaction is repeated. `opinion` is what the one who acted has said, in their own words.
	"""

	kind: str
	doctype: str
	name: str
	title: str
	sentence: str
	cause: str
	what: tuple[str, ...] = ()
	opinion: str = ""

	def subject_in(self, language: str) -> str:
		"""The sentence in a language, as plain text."""
		return _(self.sentence, language).format(*self.values_in(language))

	def values_in(self, language: str) -> tuple[str, ...]:
		"""What stands in its places: the document, its title, and `what`."""
		return (self.name, self.title, *(_(word, language) for word in self.what))
