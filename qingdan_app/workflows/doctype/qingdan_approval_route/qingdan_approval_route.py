from qingdan_app.workflows.flows import choosing, publishing, readable, soundness
from qingdan_app.workflows.moves.controller import FixedName
from qingdan_app.workflows.requests import following_posts


class QingdanApprovalRoute(FixedName):
	"""A table of conditions that says who signs; the first row that holds counts. Steps call it by its name."""

	def validate(self):
		soundness.check_route(self)
		used_for = publishing.doctypes_of_route(self.name)
		readable.check_route(self, {*used_for, *filter(None, [self.document_type])})
		publishing.refuse_route_of_others(self.name)

	def on_update(self):
		choosing.forget(self.document_type)
		if self.get_doc_before_save():
			following_posts.note_change()

	def on_trash(self):
		publishing.refuse_route_of_others(self.name)
