"""Named refusals about instructions."""

from qingdan_app.workflows.exceptions import FlowRefusal


class InstructionIncomplete(FlowRefusal):
	"""Something that an instruction needs to be given is missing; the message lists it."""


class InstructionIsGiven(FlowRefusal):
	"""An instruction that was given keeps its words, and is taken on as a matter once."""

	http_status_code = 409
