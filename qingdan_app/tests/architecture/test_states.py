"""The states, acts and roles are the same in code, in the DocTypes and in the shipped flow."""

import json

from qingdan_app.lights.rules.light import Colour
from qingdan_app.messaging.rules.kinds import Kind, State, may_be_muted
from qingdan_app.tasks.rules.acts import ACTS
from qingdan_app.tasks.rules.rolling_up import LIGHTS
from qingdan_app.tasks.rules.states import REPORT_EDGES, TASK_EDGES, ReportState, TaskState
from qingdan_app.tests.architecture import code
from qingdan_app.workflows.engine.shown import Need

UNITS, OFFICE, SUPERVISION = (
	{"Qingdan Unit Liaison", "Qingdan Unit Head"},
	{"Qingdan Leader Office"},
	{"Qingdan Supervision Office"},
)

DESIGNED = {
	("待启动", "start", "推进中"): UNITS,
	("推进中", "submit", "待审核"): UNITS,
	("待审核", "complete", "已完成"): OFFICE,
	("待审核", "return", "推进中"): OFFICE,
	("待审核", "withdraw", "推进中"): UNITS,
	("已完成", "reopen", "推进中"): SUPERVISION,
}
"""DESIGN §4, written down a second time on purpose."""

DESIGNED_FOR_REPORTS = {
	("草稿", "file", "已提交"): UNITS,
	("已退回", "file", "已提交"): UNITS,
	("已提交", "adopt", "已采纳"): UNITS | SUPERVISION,
	("已提交", "return", "已退回"): UNITS | SUPERVISION,
	("已提交", "withdraw", "草稿"): UNITS,
}


def options(doctype: str, fieldname: str = "state") -> tuple[list[str], str | None]:
	fields = json.loads(code.doctype_file(doctype).read_text(encoding="utf-8"))["fields"]
	field = next(field for field in fields if field["fieldname"] == fieldname)
	return field["options"].split("\n"), field.get("default")


def edges(rows) -> dict:
	return {
		(state.value, act, target.value): {role.value for role in roles} for state, act, target, roles in rows
	}


def test_a_task_has_the_four_states_and_begins_in_the_first():
	assert options("qingdan_task") == ([state.value for state in TaskState], TaskState.WAITING.value)
	assert [state.value for state in TaskState] == ["待启动", "推进中", "待审核", "已完成"]


def test_the_figures_of_a_list_count_every_light_that_a_task_may_show():
	lights, default = options("qingdan_task", "light")
	assert (lights, default) == (["", *(colour.value for colour in Colour)], None)
	assert [*LIGHTS.values()] == [colour.value for colour in reversed(Colour)]


def test_a_report_has_its_four_states_and_begins_as_a_draft():
	assert options("qingdan_progress_report") == (
		[state.value for state in ReportState],
		ReportState.DRAFT.value,
	)


def test_a_message_has_the_states_and_kinds_of_the_outbox_and_people_choose_among_those_they_may_mute():
	assert options("qingdan_message") == ([state.value for state in State], State.QUEUED.value)
	assert options("qingdan_message", "kind")[0] == [kind.value for kind in Kind]
	mutable = [kind.value for kind in Kind if may_be_muted(kind.value)]
	assert options("qingdan_message_preference", "kind")[0] == mutable


def test_the_shipped_flow_of_tasks_is_the_designed_one():
	assert edges(TASK_EDGES) == DESIGNED


def test_the_shipped_flow_of_reports_is_the_designed_one():
	assert edges(REPORT_EDGES) == DESIGNED_FOR_REPORTS


def test_no_fixture_overwrites_what_a_site_may_have_or_edit():
	"""Core deletes and inserts what stands in a fixture: nothing of these may, and every file needs its reason here."""
	assert {file.name for file in (code.APP / "fixtures").iterdir()} == {"README.md"}
	assert "fixtures" not in code.hooks()


def test_every_state_can_be_left_and_every_later_one_reached():
	for kind, rows in ((TaskState, TASK_EDGES), (ReportState, REPORT_EDGES)):
		reached = {target for _, _, target, _ in rows} | {next(iter(kind))}
		assert reached == set(kind)
	assert {state for state, _, _, _ in TASK_EDGES} == set(TaskState)


def test_one_word_for_each_act():
	actions = [row.action for row in ACTS.rows if row.action]
	assert len(set(actions)) == len(actions)
	assert len({row.words for row in ACTS.rows}) == len(ACTS.rows)


UNDOING = {"return", "reopen"}


def test_what_undoes_somebodys_work_or_holds_a_unit_to_what_it_refuses_needs_a_reason():
	assert {row.act for row in ACTS.rows if row.opinion is Need.REQUIRED} == UNDOING | {
		"refuse",
		"insist",
		"think_it_right",
	}
