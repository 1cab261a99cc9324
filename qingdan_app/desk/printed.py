"""Our DocTypes that speak of people: they are printed with names in place of addresses. Plain data, for hooks.py."""

PEOPLE = (
	"Qingdan Approval Assignment",
	"Qingdan Approval Copy",
	"Qingdan Approval Delegation",
	"Qingdan Approval Flow",
	"Qingdan Approval Log",
	"Qingdan Approval Request",
	"Qingdan Common Phrase",
	"Qingdan Contact",
	"Qingdan Import",
	"Qingdan Leader",
	"Qingdan Message",
	"Qingdan Message Preference",
	"Qingdan Progress Report",
	"Qingdan Task",
)
EVENTS = {doctype: {"before_print": "qingdan_app.desk.people_by_name.put_names"} for doctype in PEOPLE}
