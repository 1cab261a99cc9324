from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanLeaderOfficeMember(RowOfDocument):
	"""Somebody who acts for a leader; turns follow where it is written with its document."""
