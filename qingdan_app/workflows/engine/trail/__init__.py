"""The trail that cannot be edited unnoticed: a hash chain, its sealed heads, and what changed between two snapshots."""

from qingdan_app.workflows.engine.trail.chain import (
	Break,
	Entry,
	Fault,
	Head,
	NotCanonical,
	canonical,
	fingerprint,
	link,
	verify,
)
from qingdan_app.workflows.engine.trail.differences import Difference, differences
from qingdan_app.workflows.engine.trail.seals import (
	BrokenSeal,
	Seal,
	is_intact,
	listed,
	part_digest,
	seal,
	seal_of_heads,
	verify_seals,
)

__all__ = [
	"Break",
	"BrokenSeal",
	"Difference",
	"Entry",
	"Fault",
	"Head",
	"NotCanonical",
	"Seal",
	"canonical",
	"differences",
	"fingerprint",
	"is_intact",
	"link",
	"listed",
	"part_digest",
	"seal",
	"seal_of_heads",
	"verify",
	"verify_seals",
]
