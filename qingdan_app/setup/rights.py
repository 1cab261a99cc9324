"""What the city's roles may do with the DocTypes of the approval engine, which knows none of them. Plain data."""

from collections.abc import Mapping

from qingdan_app.organization.rules.standing import Role

READ = ("read", "report")
STAND_IN = (*READ, "write", "create")
KEEP = (*READ, "export")
EDIT = (*KEEP, "select", "print", "write", "create", "delete")

RIGHTS: Mapping[str, Mapping[Role, tuple[str, ...]]] = {
	"Qingdan Approval Log": dict.fromkeys(Role, KEEP),
	"Qingdan Approval Chain": {Role.ADMINISTRATOR: READ, Role.SUPERVISION: READ},
	"Qingdan Approval Seal": {Role.ADMINISTRATOR: (*KEEP, "print"), Role.SUPERVISION: (*KEEP, "print")},
	"Qingdan Approval Flow": {Role.ADMINISTRATOR: EDIT, Role.SUPERVISION: (*READ, "select")},
	"Qingdan Approval Route": {Role.ADMINISTRATOR: EDIT, Role.SUPERVISION: READ},
}
"""Which of these documents a role sees is said by the rule of visibility."""

OF_SIGNERS: Mapping[str, tuple[str, ...]] = {
	"Qingdan Approval Request": READ,
	"Qingdan Approval Assignment": READ,
	"Qingdan Approval Copy": READ,
	"Qingdan Approval Delegation": STAND_IN,
}
"""What whoever works in Desk may do: anybody may be a signer and lists what is theirs."""
