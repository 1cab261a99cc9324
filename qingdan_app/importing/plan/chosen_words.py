"""Which differences are taken from the document: a choice holds for the words that were on the screen, and no others."""

from collections.abc import Iterable, Mapping

from qingdan_app.importing.plan.compare import TASK, Difference

Choices = Mapping[str, list[str]]
"""Key of a difference → the words on the site and in the document for which it was chosen to take the document's."""


def chosen(choices: Choices, differences: Iterable[Difference], take: bool) -> dict[str, list[str]]:
	"""The choices after these differences are taken from the document, or left as they are on the site."""
	found = dict(choices)
	for each in differences:
		found.pop(each.key, None)
		if take and is_open(each):
			found[each.key] = _words(each)
	return found


def is_open(difference: Difference) -> bool:
	"""Whether there is something to choose."""
	return not difference.closed and not (difference.is_gone and difference.doctype != TASK)


def taken(choices: Choices, differences: Iterable[Difference]) -> list[Difference]:
	"""Those that are taken from the document."""
	return [each for each in differences if is_open(each) and choices.get(each.key) == _words(each)]


def lost(choices: Choices, differences: Iterable[Difference]) -> list[str]:
	"""Keys of choices that hold no longer: the row was changed, decided on or deleted since, or reads otherwise now."""
	held = {each.key for each in taken(choices, differences)}
	return [key for key in choices if key not in held]


def _words(difference: Difference) -> list[str]:
	return [difference.on_site, difference.in_document, *difference.dues]
