from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanUnitMember(RowOfDocument):
	"""A unit that belongs to a group; turns follow where it is written with its document."""
