from qingdan_app.workflows.moves.controller import FlowWrittenDocument


class QingdanApprovalChain(FlowWrittenDocument):
	"""Where the log of one document stands, and which request runs on it; written by the flow alone."""
