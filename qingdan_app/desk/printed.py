"""Our DocTypes that speak of people: they are printed with names in place of addresses. Plain data, for hooks.py."""

PEOPLE = (
	"Qingdan Approval Assignment",
	"Qingdan Approval Copy",
	"Qingdan Approval Delegation",
	"Qingdan Approval Flow",
	"Qingdan Approval Log",
	"Qingdan Approval Request",
	"Qingdan Closing Report",
	"Qingdan Common Phrase",
	"Qingdan Change Request",
	"Qingdan Contact",
	"Qingdan Import",
	"Qingdan Instruction",
	"Qingdan Issue",
	"Qingdan Leader",
	"Qingdan List",
	"Qingdan Matter",
	"Qingdan Message",
	"Qingdan Message Group",
	"Qingdan Message Preference",
	"Qingdan Messenger Account",
	"Qingdan Part",
	"Qingdan Progress Report",
	"Qingdan Refusal",
	"Qingdan Reminder",
	"Qingdan Reorganization",
	"Qingdan Same Matter",
	"Qingdan Supervision Notice",
	"Qingdan Task",
)
NAMES = {"before_print": "qingdan_app.desk.people_by_name.put_names"}


def with_names(events: dict[str, dict]) -> dict[str, dict]:
	"""The `doc_events` given, and names put in place before each of these is printed."""
	return {**events, **{doctype: {**events.get(doctype, {}), **NAMES} for doctype in PEOPLE}}
