"""Verb → who may, and what it does. Everything a person can ask for is in this table."""

from collections.abc import Callable
from typing import NamedTuple

from qingdan_app.workflows.engine.flow.administering import jump, terminate
from qingdan_app.workflows.engine.flow.copies import copy, may_copy, may_read, read
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.initiating import (
	may_resume,
	may_urge,
	may_withdraw,
	resume,
	urge,
	withdraw,
)
from qingdan_app.workflows.engine.flow.returning import may_return, return_
from qingdan_app.workflows.engine.flow.rights import check_administrator, signing_turn
from qingdan_app.workflows.engine.flow.signers import (
	add_after,
	add_before,
	ask,
	may_add,
	may_remove,
	may_transfer,
	remove,
	transfer,
)
from qingdan_app.workflows.engine.flow.state import Request, Turn
from qingdan_app.workflows.engine.flow.taking_back import may_take_back, take_back
from qingdan_app.workflows.engine.flow.verbs import Act
from qingdan_app.workflows.engine.flow.votes import answer, approve, may_answer, reject


class Handler(NamedTuple):
	"""`may` gives the turn acted upon, or refuses by name; `do` makes the changes, or refuses what was named."""

	may: Callable[[Request, Act], Turn | None]
	do: Callable[[Draft, Act, Turn | None], None]


HANDLERS: dict[str, Handler] = {
	"approve": Handler(signing_turn, approve),
	"reject": Handler(signing_turn, reject),
	"return": Handler(may_return, return_),
	"withdraw": Handler(may_withdraw, withdraw),
	"take_back": Handler(may_take_back, take_back),
	"transfer": Handler(may_transfer, transfer),
	"ask": Handler(signing_turn, ask),
	"answer": Handler(may_answer, answer),
	"add_before": Handler(may_add, add_before),
	"add_after": Handler(may_add, add_after),
	"remove": Handler(may_remove, remove),
	"copy": Handler(may_copy, copy),
	"read": Handler(may_read, read),
	"urge": Handler(may_urge, urge),
	"resume": Handler(may_resume, resume),
	"terminate": Handler(check_administrator, terminate),
	"jump": Handler(check_administrator, jump),
}
