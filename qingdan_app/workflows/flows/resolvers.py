"""Who signs: a registry of resolvers that any app extends by the hook `approval_resolvers`.

A resolver is a function `(subject, parameter, request) -> users`; it may look at the request's earlier signers. Users who
answer for bodies come as `Answering`. It is asked when the step begins and again at every act.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname

from qingdan_app.compat import everybody_at_desk
from qingdan_app.role_holders import holders_of
from qingdan_app.workflows import administrators
from qingdan_app.workflows.engine.flow import Body, Request
from qingdan_app.workflows.engine.flow.conditions import holds
from qingdan_app.workflows.exceptions import UnknownResolver
from qingdan_app.workflows.flows import belonging, paths, renamed_roles
from qingdan_app.workflows.flows.definitions import test_of
from qingdan_app.workflows.moves.subjects import ApprovalSubject

Answer = TypeVar("Answer")
Resolver = Callable[[ApprovalSubject, str, Request], Sequence[str]]


class Answering(list):
	"""The users who may answer for bodies, each once; `bodies` says who for which. A body has one voice, and may have nobody."""

	def __init__(self, bodies: Iterable[Body]):
		self.bodies = tuple(bodies)
		super().__init__(dict.fromkeys(user for body in self.bodies for user in body.people))


def resolver_named(name: str) -> Resolver:
	"""The function of a resolver. Raises UnknownResolver."""
	paths = frappe.get_hooks("approval_resolvers", {}).get(name)
	if not paths:
		frappe.throw(_("No app of this site knows the resolver “{0}”.").format(name), UnknownResolver)
	return frappe.get_attr(paths[-1])


def resolver_names() -> list[str]:
	"""All resolvers of the site."""
	return sorted(frappe.get_hooks("approval_resolvers", {}))


def titled(
	title: str,
	offered: Callable[[], bool] | None = None,
	hint: str = "",
	check: Callable[[str, str], str | None] | None = None,
	path: Callable[[str], str] | None = None,
	say: Callable[[str], str] = str,
) -> Callable[[Resolver], Resolver]:
	"""Give a resolver the words people choose it by, and `hint` what its parameter says.

	`offered` says whether the site has a use for it, `check(doctype, parameter)` what is wrong with a parameter,
	`path(parameter)` which field of the document it reads: that is kept while flows stand on it,
	`say(parameter)` what people read for a parameter.
	"""

	def give(resolver: Resolver) -> Resolver:
		resolver.title, resolver.offered, resolver.hint = title, offered, hint
		resolver.check, resolver.path, resolver.say = check, path, say
		return resolver

	return give


def title_of(name: str) -> str:
	"""The words for a resolver, in the reader's language; its name where its app gives none."""
	path = (frappe.get_hooks("approval_resolvers", {}).get(name) or [None])[-1]
	return _(getattr(frappe.get_attr(path), "title", name)) if path else name


def in_words(name: str, parameter: str | None) -> str:
	"""A resolver with its parameter as people read them: `Named users Li Wei、Zhang San`."""
	say = getattr(resolver_named(name), "say", str) if name in resolver_names() else str
	return f"{title_of(name)} {say(parameter or '')}".strip()


def options() -> list[dict]:
	"""The resolvers that the site has a use for, for a form: `[{value, label, description}]`."""
	return [_option(name) for name in resolver_names() if _is_offered(name)]


def problem_of(name: str, doctype: str, parameter: str) -> str | None:
	"""What is wrong with a resolver's parameter for documents of a type, in the reader's words; None where nothing is."""
	check = getattr(resolver_named(name), "check", None)
	return check(doctype, parameter) if check else None


def path_of(name: str, parameter: str) -> str:
	"""The field, or path, of the document that a resolver reads for a parameter; empty where it reads none."""
	path = getattr(resolver_named(name), "path", None) if name in resolver_names() else None
	return path(parameter).strip() if path else ""


def _option(name: str) -> dict:
	hint = getattr(resolver_named(name), "hint", "")
	return {"value": name, "label": title_of(name), "description": _(hint) if hint else ""}


def _is_offered(name: str) -> bool:
	offered = getattr(resolver_named(name), "offered", None)
	return offered() if offered else True


@contextmanager
def remembering() -> Iterator[None]:
	"""While it lasts, what resolvers look up by `looked_up` is looked up once: for many documents, changing nothing."""
	frappe.local.qingdan_looked_up = {}
	try:
		yield
	finally:
		frappe.local.qingdan_looked_up = None


ENABLED = (
	"select `name` from `tabUser` where `enabled` = 1 and `user_type` != 'Website User' and `name` in %s"
)
EXISTING = "select `name` from `tabUser` where `name` in %s"
"""Asked at every act, so they are said outright: core's query builder takes longer than the database."""


def looked_up(function: Callable[..., Answer], *key: Hashable) -> Answer:
	"""What `function` answers for `key`: asked every time, but once for each key within `remembering`."""
	known = getattr(frappe.local, "qingdan_looked_up", None)
	if known is None:
		return function(*key)
	if (function, key) not in known:
		known[function, key] = function(*key)
	return known[function, key]


def enabled(users: Sequence[str]) -> list[str]:
	"""Those of `users` that exist, are enabled and work in Desk, each once, in their order; Administrator and Guest are nobody."""
	wanted = [user for user in dict.fromkeys(users) if user and user not in frappe.STANDARD_USERS]
	if not wanted:
		return []
	known = set(frappe.db.sql(ENABLED, (wanted,), pluck=True))
	return [user for user in wanted if user in known]


def _users_in(parameter: str) -> list[str]:
	users = (user.strip() for user in parameter.replace("，", ",").split(","))
	return list(dict.fromkeys(filter(None, users)))


def _say_users(parameter: str) -> str:
	return "、".join(get_fullname(user) for user in _users_in(parameter))


@titled("Named users", hint="Users, separated by commas", say=_say_users)
def by_user(subject: ApprovalSubject, parameter: str, request: Request) -> list[str]:
	"""The users named, separated by commas; whoever has left is missed by the step, not passed over."""
	return _users_in(parameter)


def _check_role(doctype: str, parameter: str) -> str | None:
	role = renamed_roles.today(parameter.strip())
	if not role or not frappe.db.exists("Role", {"name": role, "disabled": 0}):
		return _("there is no role {0}").format(parameter.strip() or "—")
	if role in {*administrators.NOBODYS, everybody_at_desk()}:
		return _("nobody is given the role {0} by name: choose another").format(_(role))
	return None


def _say_role(parameter: str) -> str:
	return _(renamed_roles.today(parameter.strip()))


@titled("Everybody with a role", hint="A role", check=_check_role, say=_say_role)
def by_role(subject: ApprovalSubject, parameter: str, request: Request) -> list[str]:
	"""Everybody at Desk who holds the role."""
	return sorted(holders_of(renamed_roles.today(parameter.strip()), at_desk=True))


@titled(
	"User in a field of the document",
	hint="A field; a dot leads through a link or a table: project.manager, items.buyer",
	check=paths.problem_of,
	path=str,
)
def by_field(subject: ApprovalSubject, parameter: str, request: Request) -> list[str]:
	"""The user, or users, at a path of the document: a field, a column of a table, a field of a linked document.

	They are named there: whoever has left is missed by the step.
	"""
	named = list(dict.fromkeys(filter(None, paths.users_at(subject.doc, parameter))))
	users = set(frappe.db.sql(EXISTING, (named,), pluck=True)) if named else ()
	return [user for user in named if user in users]


def _check_role_within(doctype: str, parameter: str) -> str | None:
	role, _colon, path = parameter.partition(":")
	problem = _check_role(doctype, role) or paths.problem_of(doctype, path)
	if not problem and not paths.doctype_at(doctype, path):
		return _("{0} of {1} leads to no other document").format(path.strip() or "—", _(doctype))
	return problem


def _say_role_within(parameter: str) -> str:
	role, colon, path = parameter.partition(":")
	return f"{_say_role(role)}{colon}{path}"


@titled(
	"Role within the company or department of the document",
	hint="A role and a field: Accounts Manager: company, or Head: employee.department",
	check=_check_role_within,
	path=lambda parameter: parameter.partition(":")[2],
	say=_say_role_within,
)
def by_role_within(subject: ApprovalSubject, parameter: str, request: Request) -> list[str]:
	"""`Role: field`: holders of the role who belong to the company, department … that the field names."""
	role, _colon, path = parameter.partition(":")
	doctype = paths.doctype_at(subject.doc.doctype, path)
	if not doctype or not path.strip():
		return []
	holders = by_role(subject, role.strip(), request)
	homes = dict.fromkeys(paths.values_at(subject.doc, path))
	found = (belonging.within(holders, doctype, home, subject.doc.doctype) for home in homes)
	return list(dict.fromkeys(user for users in found for user in users))


@titled("Superior of the previous signer")
def superior_of_previous(subject: ApprovalSubject, parameter: str, request: Request) -> list[str]:
	"""The superior of whoever signed last; of the initiator where nobody has."""
	signed = [turn.assignee for turn in request.turns if turn.decision and not turn.void]
	superior = superiors_of([signed[-1] if signed else request.initiator])
	return enabled(list(superior.values()))


@titled("By a table of conditions")
def by_route(subject: ApprovalSubject, parameter: str, request: Request) -> Sequence[str]:
	"""A table of conditions (Qingdan Approval Route): the first row that holds says who."""
	route = frappe.get_cached_doc("Qingdan Approval Route", parameter)
	facts = subject.facts()
	row = next((row for row in route.rows if _row_holds(row, facts, subject)), None)
	if row and row.resolver == "route":
		frappe.throw(_("Route {0} leads to another route.").format(parameter), UnknownResolver)
	return resolver_named(row.resolver)(subject, row.parameter or "", request) if row else []


def superiors_of(users: Sequence[str]) -> dict[str, str]:
	"""User → superior, asked of the hook `approval_superiors`; the last app that knows one is heard."""
	found: dict[str, str] = {}
	for path in frappe.get_hooks("approval_superiors"):
		found.update(frappe.get_attr(path)(users))
	return found


def _row_holds(row: Document, facts: dict, subject: ApprovalSubject) -> bool:
	if not row.field:
		return True
	return holds(test_of(row.field, row.operator, row.value, subject.fieldtypes(facts)), facts)
