"""Seals in both forms: what they cover cannot be taken, exchanged or cut off unnoticed."""

from dataclasses import replace

import pytest

from qingdan_app.workflows.engine.trail import (
	BrokenSeal,
	Head,
	is_intact,
	part_digest,
	seal,
	seal_of_heads,
	verify_seals,
)

EARLIER, LATER = Head("REQ-1", 2, "a" * 64), Head("REQ-1", 4, "b" * 64)


@pytest.mark.parametrize(
	"form", [seal_of_heads, lambda number, at, heads, before: seal(number, at, [part_digest(heads)], before)]
)
def test_seals_vouch_for_one_another_and_a_printed_one_for_them_all(form):
	first = form(1, "2024-03-04T18:00:00", [EARLIER], "")
	second = form(2, "2024-03-05T18:00:00", [LATER], first.digest)
	assert verify_seals([first, second], [(2, second.digest)]) is None
	forged = form(1, "2024-03-04T18:00:00", [Head("REQ-1", 2, "0" * 64)], "")
	assert verify_seals([forged, second]) == BrokenSeal(2)
	again = form(2, "2024-03-05T18:00:00", [LATER], forged.digest)
	assert verify_seals([forged, again]) is None
	assert verify_seals([forged, again], [(2, second.digest)]) == BrokenSeal(2)
	assert verify_seals([forged, again], [(1, first.digest), (2, second.digest)]) == BrokenSeal(1)
	assert verify_seals([first], [(2, second.digest)]) == BrokenSeal(2)
	assert verify_seals([second]) == BrokenSeal(1)


def test_heads_or_parts_that_are_taken_from_a_seal_or_change_places_are_found():
	heads = [EARLIER, LATER]
	old = seal_of_heads(1, "2024-03-04T18:00:00", heads, "")
	new = seal(2, "2024-03-05T18:00:00", [part_digest([head]) for head in heads], old.digest)
	assert verify_seals([old, new]) is None
	assert verify_seals([replace(old, heads=())]) == BrokenSeal(1)
	for parts in ((), new.parts[:1], new.parts[::-1]):
		assert verify_seals([old, replace(new, parts=parts)]) == BrokenSeal(2)
	assert part_digest(heads) != part_digest(heads[::-1])


def test_a_seal_of_one_form_is_never_one_of_the_other():
	empty = seal_of_heads(1, "2024-03-04T18:00:00", [], "")
	assert verify_seals([replace(empty, heads=None)]) == BrokenSeal(1)
	assert verify_seals([replace(seal(1, "2024-03-04T18:00:00", [], ""), heads=())]) == BrokenSeal(1)


def test_what_follows_a_seal_that_was_verified_is_checked_without_what_came_before():
	seals = [seal(1, "2024-03-04T18:00:00", ["a"], "")]
	seals.append(seal(2, "2024-03-05T18:00:00", ["b"], seals[0].digest))
	seals.append(seal(3, "2024-03-06T18:00:00", ["c"], seals[1].digest))
	assert verify_seals(iter(seals[2:]), [(3, seals[2].digest), (1, "another")], after=seals[1]) is None
	assert verify_seals([], [(2, seals[1].digest)], after=seals[1]) is None
	assert verify_seals([], [(2, "another")], after=seals[1]) == BrokenSeal(2)
	assert verify_seals([], [(3, seals[2].digest)], after=seals[1]) == BrokenSeal(3)
	assert verify_seals(seals[2:], after=seals[0]) == BrokenSeal(2)
	assert verify_seals([replace(seals[2], sealed_at="2024-03-07T18:00:00")], after=seals[1]) == BrokenSeal(3)


def test_a_seal_by_itself_is_what_its_digest_says_with_its_parts():
	made = seal(1, "2024-03-04T18:00:00", ["a"], "")
	assert is_intact(made)
	assert not is_intact(replace(made, parts=("b",)))
	assert not is_intact(replace(made, sealed_at="2099-01-01T00:00:00"))
	assert not is_intact(replace(made, sealed_at="\ud800"))
