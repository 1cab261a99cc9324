"""What people are told of issues. `{0}` is the issue, `{1}` the problem, `{2}` what was done."""

from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.workflows.telling import Saying

SENTENCES = {
	"raise_issue": "A unit asks for coordination, please answer: {0} {1}",
	"raise_again": "A unit asks for coordination again, please answer: {0} {1}",
	"answer_issue": "Your request for coordination was answered: {0} {1}",
	"find_solved": "The problem was solved: {0} {1}",
	"take_back_issue": "The request for coordination was taken back: {0} {1}",
}
KINDS = {"raise_issue": Kind.TURN, "raise_again": Kind.RETURNED, "answer_issue": Kind.TURN}
SAYINGS = {act: Saying(KINDS.get(act, Kind.COPY).value, words) for act, words in SENTENCES.items()}
"""By act."""
