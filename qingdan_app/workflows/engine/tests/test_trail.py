"""An edited, exchanged, removed or newly computed log is found, and the first broken link is named."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tests.budget import budget
from qingdan_app.workflows.engine.flow import to_plain
from qingdan_app.workflows.engine.tests.factories import Case, step
from qingdan_app.workflows.engine.trail import (
	Break,
	Entry,
	Fault,
	Head,
	NotCanonical,
	canonical,
	link,
	verify,
)


def chain_of(contents: list[dict], name: str = "REQ-1") -> list[Entry]:
	entries: list[Entry] = []
	for sequence, content in enumerate(contents, 1):
		entries.append(link(name, sequence, content, entries[-1].digest if entries else ""))
	return entries


def head_of(entries: list[Entry]) -> Head:
	last = entries[-1]
	return Head(last.chain, last.sequence, last.digest)


@pytest.fixture
def entries() -> list[Entry]:
	case = Case(step("a"), step("b"), people={"a": ("李",), "b": ("王",)})
	case.do("approve", "李", opinion="同意").do("return", "王", opinion="数字不对").do("resume", "initiator")
	return chain_of([to_plain(event) for event in case.log])


def test_an_untouched_chain_is_whole_also_after_it_was_stored_as_text(entries):
	stored = [replace(entry, content=json.loads(json.dumps(entry.content))) for entry in entries]
	assert verify(stored, [head_of(entries)]) is None


def test_an_edited_opinion_is_found(entries):
	entries[1] = replace(entries[1], content={**entries[1].content, "opinion": "不同意"})
	assert verify(entries) == Break(2, Fault.EDITED)


def test_an_edited_opinion_with_its_digest_computed_anew_breaks_the_next_link(entries):
	edited = {**entries[1].content, "opinion": "不同意"}
	entries[1] = link("REQ-1", 2, edited, entries[0].digest)
	assert verify(entries) == Break(3, Fault.UNLINKED)


def test_a_deleted_last_entry_is_found_by_the_head_that_was_written_down(entries):
	assert verify(entries[:-1]) is None
	assert verify(entries[:-1], [head_of(entries)]) == Break(4, Fault.CUT)


def test_a_chain_deleted_altogether_is_found(entries):
	assert verify([], [head_of(entries)]) == Break(1, Fault.CUT)


def test_a_deleted_entry_in_the_middle_is_found(entries):
	assert verify([entries[0], *entries[2:]]) == Break(2, Fault.MISSING)


def test_reordered_entries_are_found(entries):
	entries[1], entries[2] = entries[2], entries[1]
	assert verify(entries) == Break(2, Fault.REORDERED)


def test_reordered_entries_with_their_numbers_exchanged_are_found(entries):
	swapped = [entries[0], replace(entries[2], sequence=2), replace(entries[1], sequence=3), entries[3]]
	assert verify(swapped) == Break(2, Fault.EDITED)


def test_a_recomputed_chain_is_found_by_a_sealed_head(entries):
	contents = [dict(entry.content) for entry in entries]
	contents[1]["opinion"] = "不同意"
	recomputed = chain_of(contents)
	assert verify(recomputed) is None
	assert verify(recomputed, [head_of(entries[:1]), head_of(entries)]) == Break(4, Fault.RECOMPUTED)
	assert verify(recomputed, [head_of(entries[:2])]) == Break(2, Fault.RECOMPUTED)


def test_an_entry_of_another_request_does_not_fit(entries):
	foreign = chain_of([dict(entry.content) for entry in entries], "REQ-2")
	assert verify([entries[0], *foreign[1:]]) == Break(2, Fault.UNLINKED)


def test_a_chain_renamed_as_a_whole_is_found(entries):
	assert verify([replace(entry, chain="REQ-2") for entry in entries]) == Break(1, Fault.EDITED)


@pytest.mark.parametrize("content", [{"a": 1.5}, {1: "a"}, {"a": {"b": {3}}}, {"a": "\ud800"}])
def test_what_has_no_single_form_as_text_is_refused(content):
	with pytest.raises(NotCanonical):
		canonical(content)


def test_content_that_was_made_unreadable_counts_as_edited(entries):
	entries[2] = replace(entries[2], content={"opinion": 0.5})
	assert verify(entries) == Break(3, Fault.EDITED)


def test_the_order_of_keys_does_not_matter_and_chinese_stays_readable():
	assert canonical({"b": [1, None], "a": "同意"}) == canonical({"a": "同意", "b": (1, None)})
	assert canonical({"a": "同意"}) == '{"a":"同意"}'.encode()


PLAIN = st.recursive(
	st.none() | st.booleans() | st.integers() | st.text(max_size=5),
	lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
	max_leaves=6,
)


@budget(60)
@given(st.lists(st.dictionaries(st.text(max_size=3), PLAIN, max_size=3), min_size=2, max_size=5), st.data())
def test_any_change_to_any_entry_is_found(contents, data):
	entries = chain_of(contents)
	index = data.draw(st.integers(0, len(entries) - 1))
	changed = data.draw(st.dictionaries(st.text(max_size=3), PLAIN, max_size=3))
	if canonical(changed) != canonical(entries[index].content):
		entries[index] = replace(entries[index], content=changed)
		assert verify(entries) == Break(index + 1, Fault.EDITED)
