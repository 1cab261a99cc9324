"""Many documents sent into their flows at once, each by itself."""

from qingdan_app.workflows.moves import many
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.requests import acting


def send_each(doctype: str, names: list[str] | str) -> list[dict]:
	"""Send each document as its form does: `[{doctype, name, ok, message}]`, in the order of `names`."""
	return many.each([(doctype, name) for name in many.read_names(names)], _send)


def _send(doctype: str, name: str) -> None:
	held = Held()
	held.read(doctype, name).check_permission("write")
	acting.send(doctype, name, held)
