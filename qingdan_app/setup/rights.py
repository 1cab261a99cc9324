"""What the city's roles may do with the DocTypes of the approval engine, which knows none of them. Plain data."""

from collections.abc import Mapping

from qingdan_app.organization.rules.standing import Role

READ = ("read", "report")
STAND_IN = (*READ, "write", "create")
KEEP = (*READ, "export")
TAKE_ALONG = (*KEEP, "print")
"""What a report over them is printed and exported by: as many rows as whoever does it sees."""
EDIT = (*KEEP, "select", "print", "write", "create", "delete")

RIGHTS: Mapping[str, Mapping[Role, tuple[str, ...]]] = {
	"Qingdan Approval Log": dict.fromkeys(Role, TAKE_ALONG),
	"Qingdan Approval Chain": {Role.ADMINISTRATOR: READ, Role.SUPERVISION: READ},
	"Qingdan Approval Seal": {Role.ADMINISTRATOR: TAKE_ALONG, Role.SUPERVISION: TAKE_ALONG},
	"Qingdan Approval Seal Part": {Role.ADMINISTRATOR: TAKE_ALONG, Role.SUPERVISION: TAKE_ALONG},
	"Qingdan Approval Flow": {Role.ADMINISTRATOR: EDIT, Role.SUPERVISION: (*READ, "select")},
	"Qingdan Approval Route": {Role.ADMINISTRATOR: EDIT, Role.SUPERVISION: READ},
}
"""Which of these documents a role sees is said by the rule of visibility."""

OF_SIGNERS: Mapping[str, tuple[str, ...]] = {
	"Qingdan Approval Request": TAKE_ALONG,
	"Qingdan Approval Assignment": TAKE_ALONG,
	"Qingdan Approval Copy": READ,
	"Qingdan Approval Delegation": STAND_IN,
}
"""What whoever works in Desk may do: anybody may be a signer and lists what is theirs."""
