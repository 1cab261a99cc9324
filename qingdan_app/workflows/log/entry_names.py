"""Names of entries: in the order of time, so that what is written last is stored last and pages of the table are full.

Names of older entries begin with a hexadecimal digit and sort before all of these.
"""

import time

import frappe

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH, TAIL = 10, 6
"""Digits of the moment, enough for a century of microseconds, and letters by which names of one microsecond differ."""


def new(count: int) -> list[str]:
	"""So many names, each greater than the one before."""
	moment = time.time_ns() // 1000
	return [f"{_told(moment + number)}{frappe.generate_hash(length=TAIL)}" for number in range(count)]


def _told(number: int) -> str:
	digits = []
	while number:
		number, digit = divmod(number, len(DIGITS))
		digits.append(DIGITS[digit])
	return "".join(reversed(digits)).rjust(WIDTH, "0")
