"""The verdict of a step is a function of its tally."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tests.budget import budget
from qingdan_app.workflows.engine.flow import Mode, Tally, Verdict, Veto, verdict
from qingdan_app.workflows.engine.tests.factories import step

PENDING, PASSED, FAILED = Verdict.PENDING, Verdict.PASSED, Verdict.FAILED


@pytest.mark.parametrize(
	("mode", "threshold", "tally", "expected"),
	[
		(Mode.ANY, 0, Tally(3, 1), PASSED),
		(Mode.ANY, 0, Tally(3), PENDING),
		(Mode.ALL, 0, Tally(3, 2), PENDING),
		(Mode.ALL, 0, Tally(3, 3), PASSED),
		(Mode.IN_TURN, 0, Tally(2, 1), PENDING),
		(Mode.IN_TURN, 0, Tally(2, 2), PASSED),
		(Mode.COUNT, 2, Tally(5, 1), PENDING),
		(Mode.COUNT, 2, Tally(5, 2), PASSED),
		(Mode.PERCENT, 50, Tally(4, 1), PENDING),
		(Mode.PERCENT, 50, Tally(4, 2), PASSED),
		(Mode.PERCENT, 67, Tally(3, 2), PENDING),
		(Mode.PERCENT, 1, Tally(3), PENDING),
		(Mode.PERCENT, 100, Tally(3, 3), PASSED),
	],
)
def test_a_step_passes_with_the_voices_its_mode_needs(mode, threshold, tally, expected):
	assert verdict(step("a", mode=mode, threshold=threshold), tally) is expected


@pytest.mark.parametrize("mode", list(Mode))
def test_one_veto_ends_the_step_where_the_policy_says_so(mode):
	assert verdict(step("a", mode=mode, threshold=2), Tally(5, 0, 1)) is FAILED


@pytest.mark.parametrize(
	("mode", "threshold", "last_harmless"),
	[(Mode.ANY, 0, 4), (Mode.ALL, 0, 0), (Mode.IN_TURN, 0, 0), (Mode.COUNT, 2, 3), (Mode.PERCENT, 60, 2)],
)
def test_with_a_threshold_the_step_fails_once_it_can_no_longer_be_met(mode, threshold, last_harmless):
	rules = step("a", mode=mode, threshold=threshold, veto=Veto.THRESHOLD)
	assert verdict(rules, Tally(5, 0, last_harmless)) is PENDING
	assert verdict(rules, Tally(5, 0, last_harmless + 1)) is FAILED


@budget(300)
@given(
	st.sampled_from(Mode),
	st.sampled_from(Veto),
	st.integers(1, 9),
	st.integers(1, 100),
	st.integers(0, 9),
	st.integers(0, 9),
)
def test_a_step_is_never_pending_when_everybody_has_decided(mode, veto, seats, threshold, approved, rejected):
	rules = step(
		"a", mode=mode, veto=veto, threshold=min(threshold, seats) if mode is Mode.COUNT else threshold
	)
	if approved + rejected == seats:
		assert verdict(rules, Tally(seats, approved, rejected)) is not PENDING
	if approved + rejected <= seats and not rejected:
		assert verdict(rules, Tally(seats, approved, rejected)) is not FAILED
