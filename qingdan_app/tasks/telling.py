"""How tasks and reports say that it is somebody's turn: `{0}` is the document, `{1}` its title, `{2}` the act."""

from collections.abc import Mapping

from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.workflows.telling import Saying, saying_after

TASK = {
	"submit": "Completion filed, please decide: {0} {1}",
	"return": "Task returned to your unit, complete it and send it to review again: {0} {1}",
	"reopen": "Task reopened, please carry on: {0} {1}",
}
REPORT = {
	"file": "A cooperating unit has reported, please read: {0} {1}",
	"stand": "A cooperating unit has reported with the same matter, please read: {0} {1}",
	"return": "Your report was returned, correct it and file it again: {0} {1}",
}
"""The sentence by the act that hands on the turn."""
SENT_BACK = frozenset({"return", "reopen"})


def of_task(act: str) -> Saying:
	"""What is told of a task after an act."""
	return _saying(TASK, act)


def of_report(act: str) -> Saying:
	"""What is told of a progress report after an act."""
	return _saying(REPORT, act)


def _saying(sentences: Mapping[str, str], act: str) -> Saying:
	if act not in sentences:
		return saying_after(act)
	return Saying((Kind.RETURNED if act in SENT_BACK else Kind.TURN).value, sentences[act])
