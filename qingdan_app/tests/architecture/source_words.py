"""Every word of the app that people read, collected from its sources. No Frappe, no bench."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from qingdan_app.organization.rules.standing import Role
from qingdan_app.setup.acts import ACTS
from qingdan_app.tests.architecture import code
from qingdan_app.workflows.engine.flow.effects import LEFT_TO_PEOPLE
from qingdan_app.workflows.engine.flow.verbs import CLOCK_VERBS, VERBS

APP = code.APP

SENTENCE = re.compile(r"[a-z] [a-z]")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
SCRIPT_CALL = re.compile(
	r"""(?<![\w.])__\(\s*(?P<quote>["'])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)(?=(?P<rest>[^;]{0,200}))"""
)
SCRIPT_CONTEXT = re.compile(r"""^\s*,\s*(?:null|\[[^\]]*\])\s*,\s*["'](?P<context>[^"']+)["']""")
TEMPLATE_CALL = re.compile(r"""[^\w]_\(\s*["']([^"']+)["']""")

LABELS = {
	"report": ("name",),
	"page": ("title",),
	"workspace": ("name", "title"),
	"number_card": ("label",),
	"print_format": ("name",),
	"notification": (),
}
"""What is shown of a standard document, by the folder it lies in; labels of its rows are added."""


ENGINE_WORDS = {
	"workflows/engine/flow/kinds.py": {"Status", "Outcome", "Blockage"},
	"workflows/engine/trail/chain.py": {"Fault"},
}
"""Enumerations of the engine whose values people read."""
PARTS_OF_A_VERB = ("words", "asks", "whom", "target", "explanation", "told")
"""The same as `workflows.wording` says in the user's language."""

MESSAGE_WORDS = (
	("workflows/telling.py", "SENTENCES"),
	("tasks/telling.py", "TASK"),
	("tasks/telling.py", "REPORT"),
	("handing_out/telling.py", "SENTENCES"),
	("handlers/telling.py", "SENTENCES"),
	("supervision/reviews_due.py", "SENTENCES"),
	("reminders/telling.py", "SENTENCES"),
	("notices/telling.py", "SENTENCES"),
	("instructions/telling.py", "SENTENCES"),
	("issues/telling.py", "SENTENCES"),
	("changes/concerned.py", "SENTENCES"),
	("reorganizing/telling.py", "SENTENCES"),
	("topology/findings_in_words.py", "SENTENCES"),
	("topology/findings_in_words.py", "ADVICE"),
	("topology/findings_in_words.py", "PLACES"),
	("topology/findings_in_words.py", "LEVELS"),
	("same_matters/telling.py", "SENTENCES"),
	("notifying/notification_class.py", "SENTENCES"),
	("setup/notifications.py", "LABELS"),
	("importing/plan/kind_titles.py", "TITLES"),
)
"""Tables of sentences that people are told, by file and name."""


def all_words() -> set[tuple[str, str]]:
	"""`(words, context)` for everything that has to be translated; Chinese words stand for themselves."""
	found = {
		*python_words(),
		*script_words(),
		*template_words(),
		*doctype_words(),
		*document_words(),
		*issue_words(),
		*message_words(),
		*engine_words(),
		*verb_words(),
	}
	return {(words, context) for words, context in found if words and not CHINESE.fullmatch(words)}


def python_words() -> Iterator[tuple[str, str]]:
	for file in _files("*.py"):
		for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
			called = (
				isinstance(node, ast.Call)
				and getattr(node.func, "id", "") in ("_", "_lt", "titled")
				and node.args
			)
			if called:
				hints = [keyword.value for keyword in node.keywords if keyword.arg == "hint"]
				said = (part for part in (node.args[0], *hints) if isinstance(part, ast.Constant))
				yield from ((part.value, "") for part in said)


def script_words() -> Iterator[tuple[str, str]]:
	for file in _files("*.js"):
		for call in SCRIPT_CALL.finditer(file.read_text(encoding="utf-8")):
			context = SCRIPT_CONTEXT.match(call["rest"])
			yield call["text"].replace('\\"', '"').replace("\\'", "'"), context["context"] if context else ""


def template_words() -> Iterator[tuple[str, str]]:
	for file in _files("*.html"):
		for words in TEMPLATE_CALL.findall(file.read_text(encoding="utf-8")):
			yield words, ""


def doctype_words() -> Iterator[tuple[str, str]]:
	for file in code.documents("doctype"):
		doctype = json.loads(file.read_text(encoding="utf-8"))
		yield doctype["name"], ""
		for link in doctype.get("links", []):
			yield link.get("group", ""), ""
		for field in doctype["fields"]:
			yield from ((words, "") for words in _field_words(field))


def document_words() -> Iterator[tuple[str, str]]:
	for folder, shown in LABELS.items():
		for file in code.documents(folder):
			document = json.loads(file.read_text(encoding="utf-8"))
			yield from ((document[field], "") for field in shown)
			yield from ((words, "") for words in _row_labels(document))
	for role in Role:
		yield role.value, ""


def issue_words() -> Iterator[tuple[str, str]]:
	"""What the reader says; it translates by code, so its sentences stand outside `_()`."""
	for file, name in (
		("issues.py", "MESSAGES"),
		("issues.py", "FOUND_BY_READERS"),
		("deadlines.py", None),
		("dates.py", None),
		("exceptions.py", None),
		("encoding.py", None),
	):
		tree = ast.parse((APP / "parsing" / file).read_text(encoding="utf-8"))
		yield from ((words, "") for words in (_values_of(tree, name) if name else _reasons(tree)))
	for file in sorted((APP / "parsing").rglob("*.py")):
		yield from ((words, "") for words in _refusals(code.tree(file)))


def message_words() -> Iterator[tuple[str, str]]:
	"""What messages say; each is put into words in its receiver's language, so they stand outside `_()`."""
	for path, name in MESSAGE_WORDS:
		yield from ((words, "") for words in _values_of(code.tree(APP / path), name))
	yield from ((channel, "") for channel in code.hooks()["message_channels"])
	yield from ((duty, "") for duty in _keys_of(code.tree(APP / "notifying/duties.py"), "DUTIES"))
	yield "Your turn: {0} {1} — {2}", ""
	yield "{2} items wait for you; the first is {0} {1}", ""


def verb_words() -> Iterator[tuple[str, str]]:
	"""What the tables of verbs and of acts say on buttons, in dialogs and in histories."""
	verbs = (*VERBS.values(), *CLOCK_VERBS.values())
	yield from ((getattr(verb, part), "") for verb in verbs for part in PARTS_OF_A_VERB)
	yield from ((getattr(row, part), "") for row in ACTS.rows for part in ("words", "button", "confirm"))
	for node in ast.walk(
		code.tree(APP / "workflows/workflow_acts.py")
	):  # the engine's own, beside the rooms'
		if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "WorkflowAct":
			yield node.args[1].value, ""


def engine_words() -> Iterator[tuple[str, str]]:
	"""Values of the pure engine that people get to read: where a request stands, why it is blocked, what is broken."""
	for path, names in ENGINE_WORDS.items():
		tree = ast.parse((APP / path).read_text(encoding="utf-8"))
		for node in ast.walk(tree):
			if isinstance(node, ast.ClassDef) and node.name in names:
				members = (each.value for each in node.body if isinstance(each, ast.Assign))
				yield from ((value.value, "") for value in members)
	yield from ((reason, "") for reason in LEFT_TO_PEOPLE.values())


def _values_of(tree: ast.Module, name: str) -> Iterator[str]:
	for node in ast.walk(tree):
		if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
			yield from (value.value for value in node.value.values)


def _keys_of(tree: ast.Module, name: str) -> Iterator[str]:
	for node in ast.walk(tree):
		if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == name:
			yield from (key.value for key in node.value.keys)


def _reasons(tree: ast.Module) -> Iterator[str]:
	"""Reasons given to a doubt or to a refusal, up to the colon after which the document is quoted."""
	for node in ast.walk(tree):
		if (
			isinstance(node, ast.Call)
			and _name_of(node.func) in ("append", "_unread", "Doubt", "NotAList")
			and node.args
		):
			yield from _leading_words(node.args[-1])
		if (
			isinstance(node, ast.Return | ast.Assign)
			and isinstance(node.value, ast.Constant)
			and SENTENCE.search(str(node.value.value))
		):
			yield node.value.value
		if isinstance(node, ast.FunctionDef) and node.name == "__init__":
			yield from (default.value for default in node.args.defaults)


def _refusals(tree: ast.Module) -> Iterator[str]:
	"""Reasons given to a refusal, wherever in the reading it is raised."""
	for node in ast.walk(tree):
		if isinstance(node, ast.Call) and _name_of(node.func) == "NotAList" and node.args:
			yield from _leading_words(node.args[-1])


def _leading_words(node: ast.expr) -> Iterator[str]:
	first = node.values[0] if isinstance(node, ast.JoinedStr) else node
	if isinstance(first, ast.Constant) and isinstance(first.value, str):
		yield first.value.partition(": ")[0]


def _name_of(function: ast.expr) -> str:
	return getattr(function, "id", "") or getattr(function, "attr", "")


def _field_words(field: dict) -> Iterator[str]:
	yield field.get("label") or ""
	yield field.get("description") or ""
	if field["fieldtype"] == "Select":
		yield from (field.get("options") or "").split("\n")


def _row_labels(document: dict) -> Iterator[str]:
	for table in ("links", "shortcuts", "charts", "number_cards"):
		yield from (row["label"] for row in document.get(table, []) if isinstance(row, dict))


def _files(pattern: str) -> Iterator[Path]:
	for file in sorted(APP.rglob(pattern)):
		parts = file.relative_to(APP).parts
		if (
			"tests" not in parts
			and "node_modules" not in parts
			and "dist" not in parts
			and not file.name.startswith("test_")
		):
			yield file
