"""Everything that counts for or against the units of a list on some days, read anew: whoever reads it twice reads the same."""

from collections.abc import Callable, Iterable
from itertools import chain

from qingdan_app.scores import read_acts, read_reports, read_tasks, read_writing
from qingdan_app.scores.rules.score_events import Event
from qingdan_app.scores.span import Span
from qingdan_app.scores.who_answered import WhoAnswered

READERS: tuple[Callable[[Span, WhoAnswered], Iterable[Event]], ...] = (
	read_reports.filed,
	read_reports.sent_back,
	read_reports.missing,
	read_tasks.completed,
	read_tasks.overdue,
	read_tasks.turned_red,
	read_acts.extended,
	read_acts.urged,
	read_acts.refusals_not_upheld,
	read_acts.said,
	read_writing.written,
)


def events(span: Span, who: WhoAnswered) -> list[Event]:
	"""All of them, in no order."""
	return [*chain.from_iterable(read(span, who) for read in READERS)]
