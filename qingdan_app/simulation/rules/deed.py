"""What somebody does on a day of the year, and all of it. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple


class Deed(str, Enum):
	"""Each is one button of the app."""

	HAND_OUT = "hand out"
	START = "start"
	REFUSE = "refuse"
	INSIST = "insist"
	REASSIGN = "reassign"
	REPORT = "report"
	ADOPT = "adopt"
	SEND_BACK = "send back"
	COMPLETE = "complete"
	AGREE = "agree"
	ACCEPT = "accept"
	RETURN = "return"
	ASK_EXTENSION = "ask for an extension"
	GRANT = "grant"
	DENY = "deny"
	URGE = "urge"
	ISSUE_NOTICE = "issue a notice"
	SIGN_FOR = "sign for a notice"
	ANSWER_NOTICE = "answer a notice"
	ACCEPT_ANSWER = "accept an answer"
	INSTRUCT = "instruct"
	ANSWER_INSTRUCTION = "answer an instruction"
	FIND_CARRIED_OUT = "find carried out"
	REPLACE_LEADER = "replace a leader"
	MERGE_UNITS = "merge units"
	COUNT_SCORES = "count scores"


class Duty(str, Enum):
	"""As what somebody acts."""

	LIAISON = "Liaison"
	HEAD = "Head"
	OFFICE = "Leader's Office"
	SUPERVISION = "Supervision Office"
	ADMINISTRATOR = "List Administrator"


class Post(NamedTuple):
	"""A duty, at a unit or for a leader."""

	duty: Duty
	of: str = ""


SUPERVISION, ADMINISTRATOR = Post(Duty.SUPERVISION), Post(Duty.ADMINISTRATOR)


@dataclass(frozen=True)
class Act:
	"""On this day, who, what, about which task, in which words; `in_vain`: the rules of the app refuse it."""

	day: date
	who: Post
	deed: Deed
	work: str = ""
	words: Mapping[str, object] = field(default_factory=dict)
	in_vain: bool = False


@dataclass(frozen=True)
class Plan:
	"""A year: what people do, in its order, and what the night does.

	On days of outage nothing runs and nobody acts; the first night after them makes up for all. On some days the night's work runs twice.
	"""

	first: date
	last: date
	acts: tuple[Act, ...]
	outages: frozenset[date] = frozenset()
	twice: frozenset[date] = frozenset()
