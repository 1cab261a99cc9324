"""What would strand a flow's requests or documents on this site, said before it is published."""

from collections.abc import Iterable, Iterator

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name

from qingdan_app.workflows import administrators, workflow_acts
from qingdan_app.workflows.engine.flow import problems_of, problems_of_moves
from qingdan_app.workflows.engine.flow.conditions import CannotJudge, holds
from qingdan_app.workflows.exceptions import ConditionFails, FlowUnsound
from qingdan_app.workflows.flows import choosing, entries, readable
from qingdan_app.workflows.flows.definitions import definition_of
from qingdan_app.workflows.flows.resolvers import enabled, problem_of, resolver_named, resolver_names
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_of

ROUTE = "Qingdan Approval Route"
TRIED = 20
"""On so many documents, the last changed ones, conditions and the expression are tried."""
ACTIONS = (
	"approved_action",
	"rejected_action",
	"returned_action",
	"withdrawn_action",
	"terminated_action",
)


def check(flow: Document) -> None:
	"""Raise FlowUnsound, naming everything that is wrong."""
	problems = list(_problems(flow))
	if problems:
		frappe.throw("<br>".join(problems), FlowUnsound, title=_("This Flow Cannot Run"))


def _problems(flow: Document) -> Iterator[str]:
	subject = subject_of(frappe.new_doc(flow.document_type))
	yield from (str(problem) for problem in problems_of(definition_of(flow)) if problem.severe)
	yield from _of_guard(flow, subject)
	yield from _of_fields(flow, subject)
	yield from _of_name(flow)
	yield from entries.problems_of(flow, subject)
	yield from readable.problems_of_flow(flow)
	yield from _of_real_documents(flow)
	for row in flow.steps:
		yield from _of_people(row, flow.document_type)


def _of_guard(flow: Document, subject: ApprovalSubject) -> Iterator[str]:
	if flow.guard == "Submission":
		if not subject.doc.meta.is_submittable:
			yield _("{0} is not submittable: choose a transition to guard").format(flow.document_type)
	elif not get_workflow_name(flow.document_type):
		yield _("{0} needs a Workflow for a transition to guard").format(flow.document_type)
	else:
		yield from (str(problem) for problem in problems_of_moves(definition_of(flow), subject.transitions))
		yield from _of_transition(flow, subject)


def _of_transition(flow: Document, subject: ApprovalSubject) -> Iterator[str]:
	"""A flow that ends in a move the Workflow does not have from there would leave its document where it is."""
	if not flow.approved_action:
		yield _("approved_action: say which action the flow decides")
	known = {edge.act for edge in subject.transitions if edge.state == flow.guarded_state}
	if not known:
		yield _("nothing leads out of the guarded state {0}").format(flow.guarded_state or "—")
		return
	for field in ACTIONS:
		if flow.get(field) and workflow_acts.act_of(flow.get(field)) not in known:
			yield _("{0} does not lead out of {1}").format(flow.get(field), flow.guarded_state)


def _of_fields(flow: Document, subject: ApprovalSubject) -> Iterator[str]:
	facts = subject.facts()
	named = [row.field for row in flow.conditions]
	named += [row.condition_field for row in flow.steps if row.condition_field]
	named += [row.due_field for row in flow.steps if row.due_field]
	for field in dict.fromkeys(named):
		if field not in facts:
			yield _("unknown field {0}").format(field)


def _of_real_documents(flow: Document) -> Iterator[str]:
	"""What a flow asks of a document is tried on the last ones that there are."""
	if not flow.conditions and not (flow.expression or "").strip():
		return
	names = frappe.get_all(flow.document_type, pluck="name", order_by="modified desc", limit=TRIED)
	for name in names:
		doc = frappe.get_doc(flow.document_type, name)
		try:
			choosing.expression_holds(flow, doc)
			holds(choosing.candidate_of(flow).condition, subject_of(doc).facts())
		except (ConditionFails, CannotJudge) as error:
			frappe.clear_last_message()
			yield _("tried on {0}: {1}").format(name, error)
			return


def _of_name(flow: Document) -> Iterator[str]:
	"""Whose rights a flow uses is for those to say who could use them: oneself, or a System Manager."""
	if not flow.acts_as:
		return
	if not frappe.db.get_value("User", flow.acts_as, "enabled"):
		yield _("{0}: {1} is disabled or unknown here").format(_("Acts in the Name Of"), flow.acts_as)
	user = frappe.session.user
	if flow.acts_as != user and administrators.ALWAYS not in frappe.get_roles(user):
		yield _("only a System Manager lets a flow act in the name of somebody else")


def _of_people(row: Document, doctype: str) -> Iterator[str]:
	known = resolver_names()
	for resolver, parameter in (
		(row.resolver, row.parameter),
		(row.copy_resolver, row.copy_parameter),
	):
		if resolver and resolver not in known:
			yield _("{0}: unknown resolver {1}").format(row.step_key, resolver)
		elif resolver and (problem := problem_of(resolver, doctype, parameter or "")):
			yield f"{row.step_key}: {problem}"
		elif resolver == "route":
			yield from _of_route(row.step_key, parameter or "", doctype)
	fallback = (row.fallback or "").splitlines()
	yield from _of_users(row.step_key, [*_named_by(row.resolver, row.parameter), *fallback])


def _named_by(resolver: str, parameter: str | None) -> list[str]:
	return (parameter or "").replace("，", ",").split(",") if resolver == "user" else []


def _of_users(where: str, named: Iterable[str]) -> Iterator[str]:
	users = {user.strip() for user in named if user.strip()}
	for user in sorted(users.intersection(frappe.STANDARD_USERS)):
		yield _("{0}: {1} signs nothing, name a person").format(where, user)
	for user in sorted(users - set(enabled(list(users))) - set(frappe.STANDARD_USERS)):
		yield _of_user(user).format(where, user)


def _of_user(user: str) -> str:
	if frappe.db.get_value("User", user, "enabled"):
		return _("{0}: {1} has no access to Desk and could not open what to sign")
	return _("{0}: {1} is disabled or unknown here")


def _of_route(step: str, name: str, doctype: str) -> Iterator[str]:
	"""A table of conditions that names signers is looked at as the steps themselves are."""
	if not frappe.db.exists(ROUTE, name):
		yield _("{0}: there is no route {1}").format(step, name or "—")
		return
	route = frappe.get_doc(ROUTE, name)
	yield from (f"{step}: {problem}" for problem in readable.problems_of_route(route, doctype))
	for row in route.rows:
		if problem := problem_of(row.resolver, doctype, row.parameter or ""):
			yield f"{step}, {name}: {problem}"
		yield from _of_users(f"{step}, {name}", _named_by(row.resolver, row.parameter))


def nobody_named(flow: Document) -> list[str]:
	"""Steps of a draft that nobody would sign as they stand, in words: said when it is saved, refused when it is published."""
	found = [problem for row in flow.steps for problem in _of_naming(row, flow.document_type)]
	return found or ([] if flow.steps else [_("The flow has no steps yet.")])


def _of_naming(row: Document, doctype: str) -> Iterator[str]:
	named = (row.parameter or "").strip()
	if row.resolver == "user" and not named:
		yield _("{0}: no people are named yet").format(row.title)
	elif row.resolver == "role" and not resolver_named("role")(None, named, None):
		yield _("{0}: nobody holds the role {1}").format(row.title, _(named) if named else "—")
	elif row.resolver:
		yield from _of_people(row, doctype)
	else:
		yield _("{0}: say who signs").format(row.title)


def check_route(route: Document) -> None:
	"""Raise FlowUnsound where a row of a route names a resolver nobody knows, or leads to a route again."""
	known = set(resolver_names()) - {"route"}
	unknown = [row.resolver for row in route.rows if row.resolver not in known]
	if unknown:
		frappe.throw(_("A route cannot lead to {0}.").format("、".join(unknown)), FlowUnsound)
