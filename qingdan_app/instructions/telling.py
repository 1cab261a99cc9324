"""What people are told of instructions. `{0}` is the instruction, `{1}` its words, `{2}` what was done."""

from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.workflows.telling import Saying

SENTENCES = {
	"give_instruction": "An instruction to your unit, please answer: {0} {1}",
	"answer_instruction": "A unit has answered the instruction: {0} {1}",
	"find_carried_out": "The instruction was found carried out: {0} {1}",
	"take_back_instruction": "The instruction was taken back: {0} {1}",
}
KINDS = {
	"give_instruction": Kind.TURN,
	"answer_instruction": Kind.TURN,
	"find_carried_out": Kind.COPY,
	"take_back_instruction": Kind.COPY,
}
SAYINGS = {act: Saying(kind.value, SENTENCES[act]) for act, kind in KINDS.items()}
"""By act; an answer that is sent back is told like any other."""
