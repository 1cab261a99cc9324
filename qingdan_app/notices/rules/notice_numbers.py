"""How supervision notices are numbered: 督办〔2021〕1号, anew each year."""

PREFIX = "督办"


def number_of(year: int, serial: int, prefix: str = "") -> str:
	"""The number of a notice as it is printed. `prefix` are the office's own words (杭府督), GB/T 9704 has the brackets."""
	return f"{prefix or PREFIX}〔{year}〕{serial}号"
