from qingdan_app.issues import issue_requirements
from qingdan_app.notices.in_writing import InWriting


class QingdanIssue(InWriting):
	"""A problem with a task that its unit cannot solve by itself, put to the leader's office or to supervision."""

	requirements = issue_requirements

	def settle(self):
		super().settle()
		issue_requirements.check(self)
