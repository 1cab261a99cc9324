from qingdan_app.organization.rules.standing import Role
from qingdan_app.tasks.rules.refusal_states import REFUSAL_EDGES, RefusalState

SETTLED = {RefusalState.REASSIGNED, RefusalState.INSISTED}


def test_supervision_alone_settles():
	assert {roles for _state, _act, then, roles in REFUSAL_EDGES if then in SETTLED} == {(Role.SUPERVISION,)}


def test_what_the_office_says_leads_back_to_supervision():
	assert {then for _state, _act, then, roles in REFUSAL_EDGES if Role.LEADER_OFFICE in roles} == {
		RefusalState.OPEN
	}


def test_what_is_settled_stays():
	assert not {state for state, *_rest in REFUSAL_EDGES} & SETTLED
