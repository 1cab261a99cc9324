"""Who sees which score: a unit its own with every event behind it, leaders' offices all sums and the events of their leaders' tasks, whoever sees all tasks everything.

What was only simulated is seen by these alone.
"""

from frappe.model.document import Document

from qingdan_app.organization.people import standing_of
from qingdan_app.organization.rules.standing import Standing
from qingdan_app.scores import assessments as said
from qingdan_app.scores.running import EVENT, RUN, SCORE
from qingdan_app.workflows.listed import EVERYTHING, NOTHING, among, any_of

ASSESSMENT = "Qingdan Assessment"
IN_FORCE = f"select `name` from `tab{RUN}` where `simulated` = 0"


def runs(user: str | None = None) -> str:
	"""Which days were counted by which scheme everybody may know."""
	return EVERYTHING if standing_of(user).sees_all else f"`tab{RUN}`.`simulated` = 0"


def runs_to_change(user: str | None = None) -> str:
	"""Only what was simulated is taken away, by whoever sees it."""
	return f"`tab{RUN}`.`simulated` = 1" if standing_of(user).sees_all else NOTHING


def unit_scores(user: str | None = None) -> str:
	standing = standing_of(user)
	if standing.sees_all:
		return EVERYTHING
	return _in_force(
		SCORE, EVERYTHING if standing.leaders else among(f"`tab{SCORE}`.`unit`", standing.all_units)
	)


def score_events(user: str | None = None) -> str:
	standing = standing_of(user)
	return EVERYTHING if standing.sees_all else _in_force(EVENT, any_of(_events_of(standing)))


def assessments(user: str | None = None) -> str:
	"""Ratings, praise and criticism are seen by the unit, by the office of the leader who rates, and by whoever sees all."""
	standing = standing_of(user)
	if standing.sees_all:
		return EVERYTHING
	units = among(f"`tab{ASSESSMENT}`.`unit`", standing.all_units)
	return any_of([units, among(f"`tab{ASSESSMENT}`.`leader`", standing.leaders)])


def assessments_to_change(user: str | None = None) -> str:
	"""A rating is its leader's office's to change, the rest supervision's and list administrators'."""
	standing = standing_of(user)
	if standing.user == "Administrator":
		return EVERYTHING
	others = f"`tab{ASSESSMENT}`.`kind` != '{said.RATING}'" if standing.hands_out else NOTHING
	return any_of([among(f"`tab{ASSESSMENT}`.`leader`", standing.leaders), others])


def new_assessment(doc: Document, user: str) -> bool:
	"""One that does not say yet what it is may be begun by whoever has the role."""
	return not doc.get("kind") or said.is_theirs(doc.kind, doc.get("leader"), standing_of(user))


def _events_of(standing: Standing) -> list[str]:
	led = among("`leader`", standing.leaders)
	return [
		among(f"`tab{EVENT}`.`unit`", standing.all_units),
		f"`tab{EVENT}`.`task` in (select `name` from `tabQingdan Task` where {led})"
		if standing.leaders
		else NOTHING,
		among(f"`tab{EVENT}`.`rater`", standing.leaders),
	]


def _in_force(doctype: str, condition: str) -> str:
	if condition == NOTHING:
		return NOTHING
	in_force = f"`tab{doctype}`.`run` in ({IN_FORCE})"
	return f"({condition}) and {in_force}" if condition else in_force
