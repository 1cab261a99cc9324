"""What a verification finds."""

from enum import Enum


class Result(str, Enum):
	"""核查结果: whether it is as the unit says."""

	AGREES = "As Reported"
	DIFFERS = "Not as Reported"
