"""Why an act is refused. Each refusal is a class of its own, so that callers and tests can name it."""

from dataclasses import dataclass


@dataclass(eq=False)
class Refusal(Exception):
	"""Base of every refusal: `act` was asked for while the document stood in `state`."""

	act: str
	state: str

	def __str__(self) -> str:
		return f"{type(self).__name__}: {self.act} in {self.state}"


class ActNotPossible(Refusal):
	"""No transition of this name leaves the present state."""


class NotYourTurn(Refusal):
	"""The transition exists, but the actor holds none of its roles for this document."""


class OpinionRequired(Refusal):
	"""The act needs an opinion and none was given."""


class OpinionTooLong(Refusal):
	"""The opinion is longer than OPINION_LIMIT characters."""


class SelfApproval(Refusal):
	"""The actor submitted this and the transition does not allow deciding on one's own."""


class AmbiguousTransition(Refusal):
	"""Two transitions of one name lead the same actor to different states: the Workflow must be mended."""
