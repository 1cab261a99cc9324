"""Who sees a supervision notice: whoever sees all; once it is issued the unit that it goes to, whoever sees each of its tasks, and
whoever has the turn on its answer."""

from frappe.model.document import Document

from qingdan_app.notices.notice_requirements import NOTICE, ROW
from qingdan_app.notices.rules.notice_states import NoticeState
from qingdan_app.organization.people import standing_of
from qingdan_app.tasks import sources
from qingdan_app.workflows.listed import EVERYTHING, NOTHING, among, any_of
from qingdan_app.workflows.requests.access import at_turn


def notices(user: str | None = None) -> str:
	"""The list condition of supervision notices."""
	standing = standing_of(user)
	if standing.sees_all:
		return EVERYTHING
	issued = f"`tab{NOTICE}`.`state` != '{NoticeState.DRAFT.value}'"
	theirs = any_of(
		[
			among(f"`tab{NOTICE}`.`unit`", standing.all_units),
			sources.all_seen(NOTICE, ROW, sources.sources_of(standing).condition),
		]
	)
	return any_of(
		[
			NOTHING if theirs == NOTHING else f"({issued} and {theirs})",
			at_turn(NOTICE, standing.user),
		]
	)


def notices_to_change(user: str | None = None) -> str:
	"""Whoever sees all; its state says whether it is still open."""
	return EVERYTHING if standing_of(user).sees_all else NOTHING


def tasks(user: str | None = None) -> str:
	"""Rows are seen with their notice."""
	seen = notices(user)
	return seen and f"`tab{ROW}`.`parent` in (select `name` from `tab{NOTICE}` where {seen})"


def new_notice(doc: Document, user: str) -> bool:
	"""The roles of the DocType say who writes one: the supervision office and list administrators."""
	return standing_of(user).sees_all
