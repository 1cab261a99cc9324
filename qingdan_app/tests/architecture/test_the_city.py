"""The approval engine forgets the city: nothing under workflows/ names its roles, its documents, its states or its words."""

import json
import re
from pathlib import Path

from qingdan_app.organization.rules.standing import Role
from qingdan_app.setup.acts import ACTS
from qingdan_app.setup.rights import RIGHTS
from qingdan_app.tasks.rules.states import ReportState, TaskState
from qingdan_app.tests.architecture import code

ENGINE = code.APP / "workflows"
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
CITY = re.compile(
	r"\b(liaisons?|mayors?|supervision|progress reports?|responsibility lists?|key works?|leader'?s? offices?|(lead|cooperating) units?)\b",
	re.IGNORECASE,
)
"""How people speak of the city; a purchase, a leave, a buyer are the engine's examples."""
OWN_ROLES = {"System Manager", "All"}
"""Roles of core. `All` opens what belongs to whoever signs, whatever their roles; the rule alone says which rows."""
OPEN_TO_SIGNERS = {
	"Qingdan Approval Request",
	"Qingdan Approval Assignment",
	"Qingdan Approval Copy",
	"Qingdan Approval Delegation",
	"Qingdan Common Phrase",
}


def files() -> list[Path]:
	"""Everything below workflows/ but tests themselves, which may look at any room: what ships, and what tests share."""
	found = (file for kind in ("py", "js", "json", "md") for file in ENGINE.rglob(f"*.{kind}"))
	return sorted(file for file in found if not file.name.startswith("test_"))


def scripts_of_approvals() -> list[Path]:
	return sorted((code.APP / "public" / "js" / "qingdan" / "approval").glob("*.js"))


def documents_of_the_city() -> set[str]:
	"""The DocTypes of the rooms above the engine, settings among them."""
	named = (
		file for file in code.documents("doctype") if not {"workflows", "working_time"} & set(file.parts)
	)
	return {json.loads(file.read_text(encoding="utf-8"))["name"] for file in named}


NAMES = {
	*(role.value for role in Role),
	*documents_of_the_city(),
	*(state.value for kind in (TaskState, ReportState) for state in kind),
	*(row.action for row in ACTS.rows if row.action),
}


def test_no_file_of_the_engine_names_anything_of_the_city():
	found = {}
	for file in (*files(), *scripts_of_approvals()):
		text = file.read_text(encoding="utf-8")
		named = {name for name in NAMES if name in text} | {words[0] for words in CITY.finditer(text)}
		found.update({code.short(file): named} if named else {})
	assert found == {}


def test_the_engine_says_nothing_in_chinese():
	"""What people read is an English source word with its translation; tests may use any names and words."""
	shipped = [file for file in (*files(), *scripts_of_approvals()) if "tests" not in file.parts]
	said = {code.short(file): CHINESE.findall(file.read_text(encoding="utf-8")) for file in shipped}
	assert {file: words for file, words in said.items() if words} == {}


def test_documents_and_pages_of_the_engine_know_roles_of_core_only():
	documents = [json.loads(file.read_text(encoding="utf-8")) for file in ENGINE.glob("*/*/*.json")]
	assert len(documents) > 10
	for document in documents:
		roles = {row["role"] for row in [*document.get("permissions", []), *document.get("roles", [])]}
		assert roles <= OWN_ROLES, document["name"]
		assert "All" not in roles or document["name"] in {*OPEN_TO_SIGNERS, "qingdan-inbox"}


def test_the_city_gives_its_roles_rights_on_the_engines_documents_only():
	own = {json.loads(file.read_text(encoding="utf-8"))["name"] for file in ENGINE.glob("doctype/*/*.json")}
	assert set(RIGHTS) <= own - OPEN_TO_SIGNERS


def test_no_role_of_the_city_may_write_the_log_or_a_seal():
	for doctype in (
		"Qingdan Approval Log",
		"Qingdan Approval Chain",
		"Qingdan Approval Seal",
		"Qingdan Approval Seal Part",
	):
		given = {right for rights in RIGHTS[doctype].values() for right in rights}
		assert given <= {"read", "report", "export", "print"}, doctype
