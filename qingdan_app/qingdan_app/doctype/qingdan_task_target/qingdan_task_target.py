from qingdan_app.workflows.moves.controller import RowOfDocument


class QingdanTaskTarget(RowOfDocument):
	"""A figure that the text of a task sets itself; read from the text, and read anew when that changes."""
