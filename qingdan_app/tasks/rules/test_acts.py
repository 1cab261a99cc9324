import pytest

from qingdan_app.tasks.rules.acts import ACTS, WORKFLOW_ACTS, report_for
from qingdan_app.workflows.engine.shown import Need


@pytest.mark.parametrize("act", ["return", "reopen"])
def test_what_undoes_somebodys_work_needs_a_reason(act):
	assert ACTS.row_of(act).opinion is Need.REQUIRED


def test_nothing_else_forces_words_on_a_busy_day():
	forced = {row.act for row in WORKFLOW_ACTS if row.opinion is Need.REQUIRED}

	assert forced == {"return", "reopen", "refuse", "insist", "think_it_right"}


@pytest.mark.parametrize(
	("action", "act"),
	[
		("启动", "start"),
		("送审", "submit"),
		("办结", "complete"),
		("提交", "file"),
		("采纳", "adopt"),
		("退回", "return"),
		("撤回", "withdraw"),
		("重启", "reopen"),
	],
)
def test_each_action_of_the_workflow_is_one_act(action, act):
	assert (ACTS.act_of(action), ACTS.action_of(act)) == (act, action)


def test_a_report_is_what_reports_and_what_sends_to_review():
	assert {row.act: row.report for row in WORKFLOW_ACTS if row.report} == {
		"report": "Period",
		"tick": "Milestone",
		"submit": "Completion",
		"draft": "Period",
		"draft_milestone": "Milestone",
		"draft_completion": "Completion",
	}


def test_no_act_and_no_action_stands_twice():
	acts, actions = (
		[row.act for row in WORKFLOW_ACTS],
		[row.action for row in WORKFLOW_ACTS if row.action],
	)

	assert len(set(acts)) == len(acts)
	assert len(set(actions)) == len(actions)


def test_an_act_of_the_engine_files_no_report():
	assert [report_for(act) for act in ("report", "submit", "start", "urge")] == [
		"Period",
		"Completion",
		"",
		"",
	]
