from qingdan_app import asked_once
from qingdan_app.matters import requirements
from qingdan_app.tasks.invariants import title_of
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument

WORDS = (
	"kind",
	"document_number",
	"document_date",
	"content",
	"lead_unit",
	"leader",
	"deadline_raw",
	"due_date",
)
"""By which a matter is the same as another."""


class QingdanMatter(FlowControlledDocument):
	"""A single matter before it is a task: where it comes from, what is to be done, by whom and by when."""

	def onload(self):
		"""Whether its form may still be written in."""
		self.set_onload("open", requirements.is_open(self))

	def before_insert(self):
		units = sorted(row.unit for row in self.cooperating)
		asked_once.refuse_second(self, *(self.get(field) or "" for field in WORDS), units)

	def before_validate(self):
		self.title = title_of(self.content)
		requirements.arrange_units(self)

	def validate(self):
		if not guard.is_permitted(self):
			requirements.refuse_change_when_taken(self)

	def on_trash(self):
		requirements.refuse_deletion_of_taken(self)
