"""What a person stands for, as plain data: the rule of visibility is a function of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Role(str, Enum):
	"""The roles of the app, as they are named in Frappe."""

	LIAISON = "Qingdan Unit Liaison"
	HEAD = "Qingdan Unit Head"
	HANDLER = "Qingdan Unit Handler"
	LEADER_OFFICE = "Qingdan Leader Office"
	SUPERVISION = "Qingdan Supervision Office"
	ADMINISTRATOR = "Qingdan List Administrator"


OF_THE_CITY: frozenset[str] = frozenset({Role.SUPERVISION.value, Role.ADMINISTRATOR.value})
"""Roles that are held for every unit and every leader."""
SEES_ALL: frozenset[str] = OF_THE_CITY | {"System Manager"}

HANDLER = "Handler"
DUTY_ROLE: dict[str, str] = {
	"Liaison": Role.LIAISON.value,
	"Head": Role.HEAD.value,
	HANDLER: Role.HANDLER.value,
}
"""The role that a contact's duty gives: a liaison and a head speak for all tasks of their unit, a handler has those handed to them."""


@dataclass(frozen=True)
class Standing:
	"""A user, their roles, the units they are contact of by duty role, and the leaders whose office they belong to.

	`units` maps a role to unit names; a unit stands for itself, the groups it is a member of and the units
	merged into it, so all of these are in the set. `handles` are those where they are a handler and no more: of these
	they see what was handed to them. `subordinates` are the units below theirs, however deep, and what these stand for:
	their tasks may be read where the list says so.
	"""

	user: str
	roles: frozenset[str]
	units: dict[str, frozenset[str]]
	leaders: frozenset[str]
	handles: frozenset[str] = frozenset()
	subordinates: frozenset[str] = frozenset()

	@property
	def sees_all(self) -> bool:
		return self.user == "Administrator" or not self.roles.isdisjoint(SEES_ALL)

	@property
	def hands_out(self) -> bool:
		"""Whether they hand out tasks: the supervision office and list administrators do."""
		return not self.roles.isdisjoint(OF_THE_CITY)

	@property
	def all_units(self) -> frozenset[str]:
		return frozenset().union(*self.units.values())

	def sees(self, units: Iterable[str], leader: str | None) -> bool:
		"""Whether a task of these units (lead and cooperating) and this leader is theirs to see (the one rule of visibility)."""
		return self.sees_all or leader in self.leaders or not self.all_units.isdisjoint(units)

	def roles_at(self, unit: str | None) -> frozenset[str]:
		"""The unit roles they hold at one unit."""
		return frozenset(role for role, units in self.units.items() if unit in units and role in self.roles)

	def roles_for(self, unit: str | None, leader: str | None) -> frozenset[str]:
		"""The roles they hold for a matter of this unit and this leader; roles of the whole city always."""
		held = self.roles_at(unit) | (self.roles & OF_THE_CITY)
		if leader in self.leaders:
			held |= self.roles & {Role.LEADER_OFFICE.value}
		return held
