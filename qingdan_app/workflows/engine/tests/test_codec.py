"""What is stored can be read again, and what is no engine value is refused."""

import json

import pytest

from qingdan_app.workflows.engine.flow import (
	Event,
	FlowDefinition,
	Request,
	forecast,
	from_plain,
	replay,
	to_plain,
)
from qingdan_app.workflows.engine.flow.codec import Unreadable
from qingdan_app.workflows.engine.flow.kinds import Blockage
from qingdan_app.workflows.engine.flow.refusals import BrokenLog
from qingdan_app.workflows.engine.tests.factories import Case, away, clock, from_the_log, step


def case_of() -> Case:
	case = Case(step("a", clock=clock(60)), step("b"), people={"a": ("李",), "b": ("王",)})
	return case.do("ask", "李", "孙").do("answer", "孙").do("approve", "李", opinion="同意\n二行")


def test_a_request_stored_as_text_is_read_again_as_it_was():
	case = case_of()
	text = json.dumps(to_plain(case.state), ensure_ascii=False)
	assert from_plain(Request, json.loads(text)) == case.state


def test_the_log_alone_rebuilds_the_request():
	case = case_of()
	assert from_the_log(case.log) == case.state


def test_a_definition_is_short_where_it_follows_the_defaults():
	plain = to_plain(FlowDefinition("f", 1, (step("a"),)))
	assert plain == {"key": "f", "version": 1, "steps": [{"key": "a", "resolver": "people of a"}]}


@pytest.mark.parametrize(
	"spoil",
	[lambda log: log[1:], lambda log: [*log[:1], *log[2:]], lambda log: [log[0], *log], lambda log: []],
)
def test_a_log_with_a_missing_or_doubled_event_is_refused(spoil):
	with pytest.raises(BrokenLog):
		replay(spoil(case_of().log))


@pytest.mark.parametrize(
	"plain",
	[
		None,
		[],
		{"sequence": "1"},
		{"sequence": 1, "at": "gestern", "verb": "x", "by": "y", "changes": []},
		{
			"sequence": 1,
			"at": "2024-03-04T09:00:00",
			"verb": "x",
			"by": "y",
			"changes": [{"change": "Nothing"}],
		},
		{"sequence": 1, "at": "2024-03-04T09:00:00", "verb": "x", "by": "y", "changes": [], "more": 1},
	],
)
def test_what_is_no_event_is_refused_by_name(plain):
	with pytest.raises(Unreadable):
		from_plain(Event, plain)


def test_a_dry_run_says_who_would_sign_who_is_away_and_where_it_would_stop():
	steps = (step("a"), step("b", condition="never"), step("c"))
	case = Case(
		step("a"),
		people={"a": ("李", "initiator")},
		world={"delegations": (away("李", "孙"),), "holds": lambda key: False},
	)
	found = forecast(FlowDefinition("f", 1, steps), "initiator", case.now, case.given)
	assert found[0].people == ("李",) and found[0].stand_ins == (("李", "孙"),)
	assert found[1].skipped and found[2].blockage is Blockage.NOBODY
