"""Scores of the demo city: months that are over are counted; an office rates, supervision praises, and two units appeal."""

from frappe.utils import add_days, add_months, get_first_day, get_last_day

from qingdan_app.demo import playing_scores
from qingdan_app.demo.cast import Cast
from qingdan_app.simulation import deeds
from qingdan_app.simulation.diary import Diary

SETTLED, MONTHS = 8, 3
"""So many days after its last day a span has been counted and appealed against; so many months are counted."""


def scored(diary: Diary, cast: Cast) -> None:
	"""Each list is counted, with what an office and supervision said of units; one appeal is granted, one waits."""
	last = get_last_day(add_months(add_days(cast.today, -SETTLED), -1))
	first = get_first_day(last, d_months=1 - MONTHS)
	rated, praised = cast.take(2)
	diary.on(last, deeds.office(rated.leader), playing_scores.rate, rated, 18)
	diary.on(last, cast.supervision, playing_scores.praise, praised, "迎峰度夏保供工作突出，通报表扬。")
	diary.on(add_days(last, 5), cast.supervision, playing_scores.count, first, last)
	diary.on(
		add_days(last, 6), cast.supervision, playing_scores.appeal, "当月情况已在专题会上书面报送。", True
	)
	diary.on(
		add_days(last, 7), cast.supervision, playing_scores.appeal, "因清单调整延后报送，请予核实。", False
	)
