"""The acts of the Workflows that the app ships, whatever other apps name beside them."""

from qingdan_app.archiving.rules import acts as of_archiving
from qingdan_app.changes.rules import acts as of_changes
from qingdan_app.instructions.rules import acts as of_instructions
from qingdan_app.issues.rules import acts as of_issues
from qingdan_app.matters.rules import acts as of_matters
from qingdan_app.notices.rules import acts as of_notices
from qingdan_app.reorganizing.rules import acts as of_reorganizing
from qingdan_app.same_matters.rules import acts as of_same_matters
from qingdan_app.tasks.rules import acts as of_tasks
from qingdan_app.verifications.rules import acts as of_verifications
from qingdan_app.workflows.engine.acts import ActTable, joined

_ROOMS = (
	of_tasks,
	of_matters,
	of_notices,
	of_instructions,
	of_issues,
	of_changes,
	of_reorganizing,
	of_archiving,
	of_verifications,
	of_same_matters,
)

ACTS: ActTable = joined([room.WORKFLOW_ACTS for room in _ROOMS])
