"""What an issue asks of people: an answer, a look, or nothing."""

from enum import Enum


class Nature(str, Enum):
	"""An ANSWER changes what is written, a LOOK says that it is right as it was read, a REMARK asks nothing and holds nothing up."""

	ANSWER = "answer"
	LOOK = "look"
	REMARK = "remark"


class Asked(str, Enum):
	"""What kind of answer is asked for."""

	DEADLINE = "deadline"
	LEAD = "lead"
	UNITS = "units"


ANSWERS = {
	**dict.fromkeys(("deadline_missing", "deadline_unread", "deadline_ambiguous"), Asked.DEADLINE),
	**dict.fromkeys(("lead_shared", "leads_several", "lead_missing", "lead_is_group"), Asked.LEAD),
	**dict.fromkeys(("units_missing", "task_units_missing", "units_continued", "units_open"), Asked.UNITS),
	**dict.fromkeys(("unit_incomplete", "unit_unreadable", "brackets_unbalanced"), Asked.UNITS),
}
"""Kinds of issues that are answered in place, and with what. Those of a whole table or list are answered on the form."""

REMARKS = frozenset(
	(
		"changes_accepted",
		"columns_hidden",
		"file_converted",
		"findings_more",
		"header_repeated",
		"numbers_anew",
		"pinyin_between",
		"rows_hidden",
		"sheet_hidden",
		"unit_repeated",
		"year_elsewhere",
	)
)
"""What was read all the same, and changes nothing."""

WORDS_SAY_ALL = frozenset(
	(
		"column_unknown",
		"cooperation_scope",
		"deadline_ambiguous",
		"deadline_unread",
		"lead_is_group",
		"paragraph_without_unit",
		"stray_text",
		"text_outside_list",
		"unit_completed",
		"unit_disputed",
		"unit_incomplete",
		"unit_other_name",
		"unit_spelling",
		"unit_unreadable",
		"units_open",
	)
)
"""Kinds whose words alone say what they are about, so that what was settled of them holds in the next document too."""


def nature_of(code: str) -> Nature:
	"""What an issue of this kind asks; of a kind that is not known, a look."""
	if code in REMARKS:
		return Nature.REMARK
	return Nature.ANSWER if code in ANSWERS else Nature.LOOK
