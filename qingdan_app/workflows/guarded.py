"""The engine's DocTypes of which not everybody sees every document, and who says which. Plain data, for hooks.py."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Guarded:
	"""Where the rule of one DocType stands, as dotted paths.

	`condition` answers which documents a user sees, as a list condition; `change` which of them may be changed, where
	that is less. A check of one document is the same condition asked of its row. `creation` says whether a document that
	is not stored yet may be the user's, where the roles do not decide that alone. A DocType of rows has a `parent`
	instead: its rows are seen with the document they belong to.
	"""

	condition: str
	change: str = ""
	creation: str = ""
	parent: str = ""


ACCESS = "qingdan_app.workflows.requests.access"


def _written_by_the_flow(condition: str) -> Guarded:
	return Guarded(f"{ACCESS}.{condition}", change=f"{ACCESS}.none", creation=f"{ACCESS}.nobody")


GUARDED: Mapping[str, Guarded] = {
	"Qingdan Approval Request": _written_by_the_flow("requests"),
	"Qingdan Approval Assignment": _written_by_the_flow("assignments"),
	"Qingdan Approval Copy": _written_by_the_flow("copies"),
	"Qingdan Approval Log": _written_by_the_flow("log_entries"),
	"Qingdan Approval Delegation": Guarded(f"{ACCESS}.delegations", change=f"{ACCESS}.own_delegations"),
	"Qingdan Common Phrase": Guarded(f"{ACCESS}.phrases", change=f"{ACCESS}.phrases_to_change"),
}
