"""No rule stands in a script: how something stands, from when on, and in which colour, the server says with its reason."""

import re
from pathlib import Path

from qingdan_app.changes.rules.change_states import ChangeState
from qingdan_app.instructions.rules.instruction_states import InstructionState
from qingdan_app.issues.rules.issue_states import IssueState
from qingdan_app.matters.rules.matter_states import MatterState
from qingdan_app.notices.rules.notice_states import NoticeState
from qingdan_app.organization.rules.standing import Role
from qingdan_app.tasks.rules.states import ReportState, TaskState
from qingdan_app.tests.architecture import code

STATES = {
	state.value
	for kind in (TaskState, ReportState, MatterState, NoticeState, InstructionState, IssueState, ChangeState)
	for state in kind
}
TIME = re.compile(r"\bget_today\(|\bnow_date\w*\(|\bget_day_diff\(|(?<![.\w])moment\(|new Date\(|Date\.now\(")
THRESHOLD = re.compile(
	r"\b\w*(?:days?|hours?|minutes?|due|late|left|overdue)\w*\s*(?:<=?|>=?)\s*[-\w]", re.IGNORECASE
)
COLOUR = r"[\"'](?:green|orange|yellow|red|blue|gray|grey)[\"']"
CHOSEN = re.compile(rf"\b(?:status|state|outcome|decision|verb|act)\b[^\n;]*\?[^\n;]*{COLOUR}")
TABLE = re.compile(
	rf"\{{[^{{}}\n]*:\s*{COLOUR}[^{{}}\n]*\}}\s*\[\s*(?:\w+\.)*(?:status|state|outcome|decision)"
)
COLOURED = re.compile(rf"\{{(?:[^{{}}\n]*:\s*{COLOUR}){{2}}")
FIXED = re.compile(
	r"(?<![&\w])#[0-9a-fA-F]{3,8}\b(?!;)|\brgba?\(|\bhsla?\(|(?:color|background|fill|stroke)[\"']?[:=]\s*[\"']?(?:white|black)\b"
)
TINT = re.compile(r"--(?:gray|red|orange|yellow|green|blue)-(?:50|[1-4]00)\b")
"""A light shade of the palette, which stays light in the dark: Desk has names for what is a ground, an edge, a mark."""
OFFERS_A_MONTH = {
	"qingdan_missing_reports.js": "the months a report may be asked for",
	"qingdan_dwell_time.js": "the last three months are looked at first",
}
"""Scripts that ask which day it is, to fill a field in with what most people want; they decide nothing."""


def scripts() -> list[Path]:
	found = code.APP.rglob("*.js")
	return sorted(file for file in found if not {"node_modules", "dist"} & set(file.parts))


def code_of(file: Path) -> str:
	"""A script without its comments."""
	return re.sub(r"^\s*//.*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)


def found_in_scripts(*patterns: re.Pattern) -> dict[str, list[str]]:
	"""What the patterns find, by script."""
	found = {
		file.name: [words for each in patterns for words in each.findall(code_of(file))] for file in scripts()
	}
	return {name: words for name, words in found.items() if words}


def test_no_script_knows_a_state_of_the_city():
	assert found_in_scripts(re.compile("|".join(STATES))) == {}


def test_no_script_compares_days_or_hours():
	assert found_in_scripts(THRESHOLD) == {}


def test_no_script_chooses_a_colour_by_a_state():
	"""A table from a status to a colour is a rule, wherever it is looked up; so is a colour that depends on one."""
	assert found_in_scripts(CHOSEN, TABLE, COLOURED) == {}


def test_no_script_asks_the_browser_which_day_it_is_in_order_to_decide():
	assert set(found_in_scripts(TIME)) == set(OFFERS_A_MONTH)


def test_no_script_of_the_engine_asks_for_a_role_of_the_city():
	for file in (code.APP / "public" / "js" / "qingdan" / "approval").glob("*.js"):
		assert {role.value for role in Role if role.value in file.read_text(encoding="utf-8")} == set(), (
			file.name
		)


def test_every_colour_is_one_of_the_theme_that_a_person_has_chosen():
	"""Paper is white whoever prints it, and the bars of a chart have middle tones, which are read in either theme."""
	python = [file for file in code.files() if "report" not in file.parts]
	sheets = [*scripts(), *(code.APP / "public" / "css").glob("*.css"), *python]
	texts = {code.short(file): file.read_text(encoding="utf-8") for file in sheets}
	found = {name: [*FIXED.findall(text), *TINT.findall(text)] for name, text in texts.items()}
	assert {name: colours for name, colours in found.items() if colours} == {}
