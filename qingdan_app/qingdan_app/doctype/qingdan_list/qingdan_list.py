from qingdan_app.workflows.moves.controller import FixedName


class QingdanList(FixedName):
	"""One of a document's lists, with its code, year and source."""
