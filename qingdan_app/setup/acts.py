"""The acts of the Workflows that the app ships, whatever other apps name beside them."""

from qingdan_app.changes.rules import acts as of_changes
from qingdan_app.matters.rules import acts as of_matters
from qingdan_app.tasks.rules import acts as of_tasks
from qingdan_app.workflows.engine.acts import ActTable, joined

ACTS: ActTable = joined([of_tasks.WORKFLOW_ACTS, of_matters.WORKFLOW_ACTS, of_changes.WORKFLOW_ACTS])
