"""Common phrases to begin with: written once, and in another language once the site has that. What an administrator made of them, or took
away, stays so."""

import frappe

from qingdan_app import site_language

KEY = "qingdan_phrases_shipped"
PHRASE = "Qingdan Common Phrase"
Phrases = tuple[tuple[str, str], ...]
CHINESE: Phrases = (
	("Approve", "同意。"),
	("Approve", "情况属实，同意。"),
	("Approve", "材料齐全，同意销号。"),
	("Return", "请补充佐证材料后再报。"),
	("Return", "进展情况不具体，请写明完成数量和时间。"),
	("Return", "与任务目标不一致，请核实后重报。"),
	("Reject", "不符合要求，不同意。"),
	("", "请按程序办理。"),
)
ENGLISH: Phrases = (
	("Approve", "Agreed."),
	("Approve", "Checked and agreed."),
	("Return", "Please add evidence and send it in again."),
	("Return", "Please say how much was done, and when."),
	("Reject", "This does not meet the requirements."),
)


def create_missing() -> None:
	"""Write the phrases in the language of the site, where that was never done."""
	if frappe.db.get_global(KEY):
		return follow_language()
	_write(_shipped()[0])
	frappe.db.set_global(KEY, "1")


def follow_language() -> None:
	"""Say in the language of the site what everybody is offered as it was shipped in another: it may be chosen after they were written."""
	ours, other = _shipped()
	found = frappe.get_all(PHRASE, {"user": ("is", "not set")}, ["name", "verb", "phrase"])
	if {(row.verb or "", row.phrase) for row in found} == set(other):
		for row in found:
			frappe.delete_doc(PHRASE, row.name, ignore_permissions=True)  # as it was written
		_write(ours)


def _shipped() -> tuple[Phrases, Phrases]:
	"""In the language of the site, and in the other."""
	return (CHINESE, ENGLISH) if site_language.is_chinese() else (ENGLISH, CHINESE)


def _write(phrases: Phrases) -> None:
	for position, (verb, phrase) in enumerate(phrases):
		words = {"verb": verb, "phrase": phrase, "position": position, "user": ""}
		frappe.get_doc({"doctype": PHRASE, **words}).insert(
			ignore_permissions=True
		)  # set-up runs as whoever installs
