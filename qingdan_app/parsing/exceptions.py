"""The refusals of the reader."""


class NotAList(ValueError):
	"""The input holds no responsibility list at all; the message is one sentence for people, `reason` its core.

	What a reason says after a colon is quoted from the file.
	"""

	def __init__(self, reason: str = "it has no table with a heading above a column of tasks"):
		self.reason = reason
		super().__init__(f"This file is no responsibility list: {reason}.")
