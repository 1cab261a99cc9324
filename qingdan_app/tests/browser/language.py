"""In which script words are written, and what on a page is data: values out of the database, whatever the reader's language."""

import re
from collections.abc import Iterable, Iterator

from qingdan_app.tests.browser.walking import Said

CHINESE, LATIN = re.compile(r"[\u4e00-\u9fff]+"), re.compile(r"[A-Za-z][A-Za-z'-]+")
OTHER_SCRIPT = {"zh": LATIN, "en": CHINESE}

DATA: dict[str, tuple[str, ...]] = {
	"User": ("full_name", "email"),
	"File": ("file_name", "file_url"),
	"Qingdan Task": (
		"title",
		"text",
		"deadline_raw",
		"lead_unit",
		"condition",
		"review_words",
		"stage_goal",
	),
	"Qingdan Key Work": ("title", "text", "section_heading", "units_raw", "province_lead", "tags"),
	"Qingdan List": ("name", "title", "source_title", "period"),
	"Qingdan Change Request": ("name", "title", "reason", "progress", "new_text", "new_deadline_raw"),
	"Qingdan Change Task": ("task_title", "was", "asked"),
	"Qingdan Verification": ("name", "task_title", "place", "verified_by", "finding"),
	"Qingdan Same Matter": ("name", "title", "reason"),
	"Qingdan Same Matter Task": ("task_title", "reason"),
	"Qingdan Issue": ("name", "title", "problem", "answer", "task_title"),
	"Qingdan Instruction": ("name", "title", "words", "answer", "work_title"),
	"Qingdan Supervision Notice": ("name", "title", "number", "demand", "answer"),
	"Qingdan Notice Task": ("task_title", "text"),
	"Qingdan Closing Report": ("name", "title", "remark", "reopening_reason"),
	"Qingdan Reorganization": ("name", "title", "reason", "basis", "new_name"),
	"Qingdan Matter": ("name", "title", "content", "document_number", "deadline_raw"),
	"Qingdan Matter Kind": ("name",),
	"Qingdan Reporting Rule": ("name",),
	"Qingdan Light Rule Set": ("name", "description"),
	"Qingdan Light Rule": ("title",),
	"Qingdan Light Change": ("name", "rule", "rule_set"),
	"Qingdan Reminder Rule Set": ("name", "description"),
	"Qingdan Reminder": ("name", "title"),
	"Qingdan Scoring Scheme": ("name", "title", "description"),
	"Qingdan Scoring Rule": ("title",),
	"Qingdan Assessment": ("name", "words"),
	"Qingdan Score Run": ("name",),
	"Qingdan Unit Score": ("name", "title"),
	"Qingdan Score Event": ("name", "rule"),
	"Qingdan Subject Area": ("name",),
	"Qingdan Unit": ("name",),
	"Qingdan Leader": ("name", "post"),
	"Qingdan Contact": ("name", "full_name"),
	"Qingdan Import": ("name", "source_title", "outcome"),
	"Qingdan Column Heading": ("name", "heading"),
	"Qingdan Table Header": ("words",),
	"Qingdan Common Phrase": ("name", "phrase"),
	"Qingdan Part": ("name", "title", "words", "note", "why_ended"),
	"Qingdan Progress Report": ("name", "done", "next_steps", "figures", "problems", "task_title"),
	"Qingdan Approval Flow": ("name", "title"),
	"Qingdan Approval Request": ("name", "subject_title"),
	"Qingdan Approval Assignment": ("name",),
	"Qingdan Approval Log": ("name", "opinion", "digest"),
	"Qingdan Approval Chain": ("name", "head"),
	"Qingdan Approval Seal": ("name", "previous", "digest"),
	"Qingdan Approval Seal Part": ("name", "digest", "heads"),
	"Qingdan Message Group": ("title",),
	"Qingdan Message Rule": ("name", "title", "sentence", "words_zh", "words_en"),
	"Qingdan Messenger Account": ("name", "full_name", "dingtalk_id", "wecom_id"),
	"Qingdan Message": ("name", "subject", "opinion", "last_error"),
	"Report": ("name",),
	"Workspace": ("name", "title"),
	"Kanban Board": ("name",),
	"Language": ("language_name",),
	"Notification Log": ("subject",),
	"Qingdan Approval Step": ("title",),
	"Qingdan Report Evidence": ("caption",),
	"Qingdan Report Figure": ("metric", "quote", "measure"),
	"Qingdan Import Issue": ("message", "note"),
	"Qingdan Remembered Answer": ("name", "words", "note"),
	"Qingdan Import Lead": ("units_raw", "lead"),
	"Qingdan Import List": ("title",),
	"Qingdan Table Header Column": ("heading",),
	"Qingdan Import Unit": ("written", "alias"),
	"Qingdan Task Milestone": ("label",),
	"Qingdan Task Target": ("metric", "measure", "per", "quote"),
	"Qingdan Unit Alias": ("alias",),
}
"""DocType → the fields whose values people or documents brought in: names and what was written, never a choice or a state."""
KEPT_AS_JSON = {"Version": "data", "Qingdan Import": "differences"}
"""DocType → the field that keeps such values within others."""
ROWS_OF = {
	"Qingdan Notice Task": "Qingdan Supervision Notice",
	"Qingdan Change Task": "Qingdan Change Request",
	"Qingdan Approval Step": "Qingdan Approval Flow",
	"Qingdan Light Rule": "Qingdan Light Rule Set",
	"Qingdan Scoring Rule": "Qingdan Scoring Scheme",
	"Qingdan Report Evidence": "Qingdan Progress Report",
	"Qingdan Report Figure": "Qingdan Progress Report",
	"Qingdan Import Issue": "Qingdan Import",
	"Qingdan Import Lead": "Qingdan Import",
	"Qingdan Import List": "Qingdan Import",
	"Qingdan Import Unit": "Qingdan Import",
	"Qingdan Same Matter Task": "Qingdan Same Matter",
	"Qingdan Table Header Column": "Qingdan Table Header",
	"Qingdan Task Milestone": "Qingdan Task",
	"Qingdan Task Target": "Qingdan Task",
	"Qingdan Unit Alias": "Qingdan Unit",
}

ONLY = {"Report": [["is_standard", "=", "No"]], "Workspace": [["module", "is", "not set"]]}
"""What people built is called as they called it, and what is there to begin with as the site's language says."""

KEYS = {"Ctrl", "Shift", "Alt", "Esc", "Enter", "Tab", "Cmd", "Up", "Down"}
FORMATS = {
	"PDF",
	"JPG",
	"PNG",
	"TXT",
	"CSV",
	"Excel",
	"Word",
	"Office",
	"MB",
	"KB",
	"ID",
	"URL",
	"UTF",
	"GB",
	"DOCX",
}
ZONE = re.compile(r"\b[A-Z][a-z]+/[A-Z][A-Za-z_]+\b")
"""The name of a time zone, which is the same everywhere."""
NEW = re.compile(r"\bnew-qingdan-[a-z-]+-\w+")
"""What Desk calls a document that is not saved yet; it stands in the address, and in the path above a form."""
CORE_KNOWS_ONE_LANGUAGE = re.compile(
	r"^(Filter based on (Index$)?|Built on Frappe$|Login$|Total$|Like$|"
	r"Begin typing for results\.$|\d+ results found$|\d+ Filters? Applied$|null$|System User$|"
	r"[A-Z][A-Za-z ]+列表$)"
)
"""What core says in English alone, past its translations; the last stands in the menu of a chart, which is drawn late."""
PRODUCTS = {"Frappe", "WPS", "Redis"}
TERMS = {"AgentId", "AppKey", "AppSecret", "CorpId", "JSON", "UTC"}
"""What the consoles of messengers call it, where one copies it from."""
TYPED = re.compile(r"bench [ -~]+|[ -~]*[a-z]+_[a-z_]+[ -~]*|append(?:only|fsync)(?: [a-z]+)?|--[a-z-]+")
"""What whoever runs the site types, or finds in its settings."""
PIECE = re.compile(r"\n|<[^>]*>|[；]")
"""Where a value is broken when it is shown: at its lines, its markup, its parts."""
CUT = re.compile(r"(?: ?\.{2,3}|…)$")
"""The end of a label that a chart cuts short."""


SENTENCE = 20
"""A text that is longer is no choice and no state."""


def long_texts(value: object) -> Iterator[str]:
	"""The texts of a version: what stood in a field once. Choices and states are words, and not among them, unless core kept them
	in the language of whoever changed them, as Frappe 16 does."""
	if isinstance(value, str) and (len(value) > SENTENCE or CHINESE.search(value)):
		yield value
	elif isinstance(value, list | dict):
		for each in value.values() if isinstance(value, dict) else value:
			yield from long_texts(each)


class Data:
	"""The values that belong to the database."""

	def __init__(self, values: Iterable[str]):
		pieces = (piece for value in values for piece in (value, *PIECE.split(value)))
		self.values = {" ".join(piece.split()) for piece in pieces if piece.strip()}
		self.long_first = sorted((value for value in self.values if len(value) > 1), key=len, reverse=True)

	def taken_from(self, words: str) -> str:
		"""The words without what is data."""
		if words in self.values or self._is_cut(words):
			return ""
		for value in self.long_first:
			if value in words:
				words = words.replace(value, " ")
		return words

	def _is_cut(self, words: str) -> bool:
		begin = CUT.sub("", words)
		return begin != words and any(value.startswith(begin) for value in self.values)


def foreign(said: Iterable[Said], language: str, data: Data) -> Iterator[str]:
	"""What is said in the other script than the reader's, without data: each word once, with its pages' first."""
	script, known = OTHER_SCRIPT[language], set()
	for each in said:
		if each.words in known or not script.search(each.words):
			continue
		known.add(each.words)
		words = TYPED.sub(" ", NEW.sub(" ", CORE_KNOWS_ONE_LANGUAGE.sub("", each.words)))
		rest = script.findall(data.taken_from(ZONE.sub(" ", words)))
		if any(word not in KEYS | FORMATS | PRODUCTS | TERMS for word in rest):
			yield str(each)
