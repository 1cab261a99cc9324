"""Common phrases to begin with: written once. What an administrator made of them, or took away, stays so."""

import frappe

from qingdan_app import site_language

KEY = "qingdan_phrases_shipped"
PHRASE = "Qingdan Common Phrase"
CHINESE: tuple[tuple[str, str], ...] = (
	("Approve", "同意。"),
	("Approve", "情况属实，同意。"),
	("Approve", "材料齐全，同意销号。"),
	("Return", "请补充佐证材料后再报。"),
	("Return", "进展情况不具体，请写明完成数量和时间。"),
	("Return", "与任务目标不一致，请核实后重报。"),
	("Reject", "不符合要求，不同意。"),
	("", "请按程序办理。"),
)
ENGLISH: tuple[tuple[str, str], ...] = (
	("Approve", "Agreed."),
	("Approve", "Checked and agreed."),
	("Return", "Please add evidence and send it in again."),
	("Return", "Please say how much was done, and when."),
	("Reject", "This does not meet the requirements."),
)


def create_missing() -> None:
	"""Write the phrases in the language of the site, where that was never done."""
	if frappe.db.get_global(KEY):
		return
	for position, (verb, phrase) in enumerate(CHINESE if site_language.is_chinese() else ENGLISH):
		words = {"verb": verb, "phrase": phrase, "position": position, "user": ""}
		frappe.get_doc({"doctype": PHRASE, **words}).insert(
			ignore_permissions=True
		)  # set-up runs as whoever installs
	frappe.db.set_global(KEY, "1")
