"""Where core asks this room: plain data, for hooks.py."""

ROOM = "qingdan_app.handlers"
_ON_TODO = ("before_insert", "after_insert", "validate", "on_update", "on_change", "on_trash")
EVENTS = {
	"ToDo": {event: f"{ROOM}.core_doors.{event}" for event in _ON_TODO},
	"Assignment Rule": {"validate": f"{ROOM}.core_doors.refuse_rule"},
}
USER_SAVED, USER_RENAMED = (f"{ROOM}.following.{event}" for event in ("user_saved", "user_renamed"))
EVERY_DAY = f"{ROOM}.jobs.take_from_who_left"
