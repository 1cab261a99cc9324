"""The refusals of the reader."""


class NotAList(ValueError):
	"""The input holds no responsibility list at all; the message is one sentence for people, `reason` its core."""

	def __init__(self, reason: str = "it has no table headed 序号 … 责任单位"):
		self.reason = reason
		super().__init__(f"This file is no responsibility list: {reason}.")
