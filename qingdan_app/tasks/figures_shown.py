"""The figures of a list or key work as its form shows them: what each is called, and which filter shows the tasks that it counts."""

from collections.abc import Mapping

from frappe import _

from qingdan_app.tasks.rules.course import ENDED, Course
from qingdan_app.tasks.rules.rolling_up import LIGHTS
from qingdan_app.tasks.rules.states import TaskState

COUNTING = {"course": ("not in", sorted(ENDED | {Course.SUSPENDED.value})), "drafted": 0}
RUNNING = {"course": ("is", "not set"), "drafted": 0}
STATES = {
	"waiting": TaskState.WAITING.value,
	"moving": TaskState.MOVING.value,
	"in_review": TaskState.IN_REVIEW.value,
	"completed": TaskState.COMPLETED.value,
}
FILTERS: dict[str, dict | None] = {
	**{figure: {"state": state, **COUNTING} for figure, state in STATES.items()},
	"late": {"late_since": ("is", "set"), "state": ("!=", TaskState.COMPLETED.value), **RUNNING},
	"behind": None,
	**{figure: {"light": light} for figure, light in LIGHTS.items()},
	"suspended": {"course": Course.SUSPENDED.value},
	"ended": {"course": ("in", sorted(ENDED))},
	"drafted": {**COUNTING, "drafted": 1},
}
"""Figure → the filter of its tasks; those behind their schedule are known by name alone (`roll_up.behind_of`)."""


def shown(figures: Mapping) -> list[dict]:
	"""`[{figure, label, count, filters}]`: each state, and what else there is any of."""
	labels = _labels()
	return [
		{"figure": figure, "label": labels[figure], "count": figures[figure], "filters": filters}
		for figure, filters in FILTERS.items()
		if figure in STATES or figures[figure]
	]


def _labels() -> dict[str, str]:
	return {
		**{figure: _(state) for figure, state in STATES.items()},
		"late": _("Late"),
		"behind": _("Behind Schedule"),
		**{figure: _(light, context="Light") for figure, light in LIGHTS.items()},
		"suspended": _("Suspended"),
		"ended": _("Ended"),
		"drafted": _("Not Handed Out"),
	}
