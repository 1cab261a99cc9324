"""The engine's DocTypes of which not everybody sees every document, and who says which. Plain data, for hooks.py."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Guarded:
	"""Where the rule of one DocType stands.

	`condition` is the dotted path of its list condition, `document` that of its check of one document; a DocType of
	rows has a `parent` instead of the latter: its rows are seen with the document they belong to.
	"""

	condition: str
	document: str = ""
	parent: str = ""


ACCESS = "qingdan_app.workflows.requests.access"

GUARDED: Mapping[str, Guarded] = {
	"Qingdan Approval Request": Guarded(f"{ACCESS}.requests", f"{ACCESS}.request_document"),
	"Qingdan Approval Assignment": Guarded(f"{ACCESS}.assignments", f"{ACCESS}.own_row"),
	"Qingdan Approval Copy": Guarded(f"{ACCESS}.copies", f"{ACCESS}.own_row"),
	"Qingdan Approval Delegation": Guarded(f"{ACCESS}.delegations", f"{ACCESS}.delegation"),
}
