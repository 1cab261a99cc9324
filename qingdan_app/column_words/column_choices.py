"""What a column may be taken for, as people choose it in Desk, and what `parsing` calls it."""

from collections.abc import Mapping

from qingdan_app.parsing import vocabulary as words

ROLES: Mapping[str, str] = {
	"Number": words.NUMBER,
	"Key Work": words.KEY_WORK,
	"Task": words.TASK,
	"Finer Task": words.FINER_TASK,
	"Lead Unit": words.LEAD,
	"Responsible Units": words.UNITS,
	"Cooperating Units": words.COOPERATING,
	"Leader": words.LEADER,
	"Person in Charge": words.PERSON,
	"Deadline": words.DEADLINE,
	"Target or Measure": words.TARGET,
	"Progress": words.PROGRESS,
	"Class of the Task": words.CLASS,
	"Remark": words.REMARK,
	"Kept Under Its Heading": words.KEPT,
}
"""Choice → role. A heading by itself is a task or a finer one; which is the key work, two of them beside each other say."""
OF_A_HEADING = tuple(choice for choice in ROLES if choice != "Key Work")
OF_A_COLUMN = tuple(choice for choice in ROLES if choice != "Finer Task")
"""In a header each column has its final part."""
_CHOICES = {role: choice for choice, role in ROLES.items()}


def choice_of(role: str | None) -> str:
	"""The choice that a role is shown as; a column that nobody knows is kept under its heading."""
	return _CHOICES.get(role or words.KEPT, "")
