from qingdan_app.organization import people, roles
from qingdan_app.tasks import posts
from qingdan_app.workflows.moves.controller import FixedName


class QingdanLeader(FixedName):
	"""A mayor or vice mayor and the office that acts for them. Saving gives its people their role."""

	def on_update(self):
		people.forget_standings()
		for user in {self.user, *(row.user for row in self.office)} - {None, ""}:
			roles.give_office_role(user)
		posts.leaders_changed({self.name})
