"""Who signs: every resolver that ships, and what becomes of people who have left."""

from itertools import pairwise

import frappe

from qingdan_app.tests import factories
from qingdan_app.tests.city import City
from qingdan_app.workflows.engine.flow import FlowDefinition, Request
from qingdan_app.workflows.exceptions import FlowUnsound, UnknownResolver
from qingdan_app.workflows.flows import resolvers, world
from qingdan_app.workflows.moves.subjects import subject_of
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase, attached
from qingdan_app.workflows.tests.purchases import step


def from_another_app(subject, parameter, request) -> list[str]:
	return [parameter]


class TestResolvers(ApprovalTestCase):
	def test_user_names_people_by_either_comma_and_whoever_is_gone_is_missed(self):
		gone = factories.user(enabled=0)
		named = f"{self.two}， {self.one},{gone},{self.two}"

		self.assertEqual(self._resolved("user", named), [self.two, self.one, gone])
		self.assertTrue(world.is_available(self.one))
		visitor = factories.user(user_type="Website User")
		for nobody in (gone, visitor, "ghost@qingdan.example", "Administrator"):
			self.assertFalse(world.is_available(nobody))

	def test_who_is_gone_and_named_in_a_field_is_missed_and_no_text_is(self):
		gone = factories.user(enabled=0)
		doc = purchases.purchase(items=[{"buyer": self.one}, {"buyer": gone}])

		self.assertEqual(self._resolved("field", "items.buyer", doc), [self.one, gone])

	def test_role_is_everybody_enabled_and_at_desk_who_holds_it(self):
		role = frappe.get_doc({"doctype": "Role", "role_name": factories.unique("会计")}).insert().name
		holders = [factories.user(role) for _ in range(2)]
		factories.user(role, enabled=0)
		factories.user(role, user_type="Website User")

		self.assertEqual(self._resolved("role", role), sorted(holders))

	def test_a_role_that_was_renamed_since_means_the_same_people(self):
		role = frappe.get_doc({"doctype": "Role", "role_name": factories.unique("会计")}).insert().name
		holder = factories.user(role)
		names = [role, *(factories.unique("出纳") for _ in range(2)), role]
		for old, new in pairwise(names):
			frappe.rename_doc("Role", old, new, force=True, show_alert=False)
			for said in names:
				self.assertIn(self._resolved("role", said), ([holder], []), said)
			self.assertEqual(self._resolved("role", role), [holder])

	def test_field_reads_a_user_or_a_column_of_a_table(self):
		rows = [{"buyer": self.one}, {"buyer": self.two}, {"buyer": self.one}, {"buyer": None}]
		doc = purchases.purchase(approver=self.three, items=rows)

		self.assertEqual(self._resolved("field", "approver", doc), [self.three])
		self.assertEqual(self._resolved("field", "items.buyer", doc), [self.one, self.two])
		self.assertEqual(self._resolved("field", "subject", doc), [])
		self.assertEqual(self._resolved("field", "nothing.at_all", doc), [])

	def test_route_takes_the_first_row_that_holds(self):
		route = self._route(
			("amount", ">", "1000", "user", self.one), ("amount", ">", "10", "user", self.two)
		)

		found = [self._resolved("route", route, purchases.purchase(amount=n)) for n in (5000, 50, 5)]

		self.assertEqual(found, [[self.one], [self.two], []])

	def test_a_route_that_leads_to_itself_ends_in_a_named_refusal(self):
		self.assertRefused(FlowUnsound, self._route, (None, "=", None, "route", "x"))
		route = self._route((None, "=", None, "user", "x"))
		frappe.db.set_value(
			"Qingdan Approval Route Row", {"parent": route}, {"resolver": "route", "parameter": route}
		)
		frappe.clear_document_cache("Qingdan Approval Route", route)

		self.assertRefused(UnknownResolver, self._resolved, "route", route)

	def test_superior_of_previous_follows_the_last_signer_or_the_initiator(self):
		city = City()
		run = self.sent(
			step("一", city.liaison, may_return=1),
			step("二", resolver="superior_of_previous"),
			who=self.buyer,
		)
		self.do(run, "approve", city.liaison)

		self.assertEqual(self.open_for(run), [city.head])

	def test_another_apps_resolver_is_known_by_the_hook(self):
		with attached("oracle", f"{__name__}.from_another_app", "approval_resolvers"):
			frappe.get_hooks("approval_resolvers")["oracle"]
			self.assertIn("oracle", resolvers.resolver_names())
			self.assertEqual(self._resolved("oracle", self.one), [self.one])

	def test_an_unknown_resolver_is_refused_by_name(self):
		self.assertIn("oracle", str(self.assertRefused(UnknownResolver, resolvers.resolver_named, "oracle")))

	def _route(self, *rows) -> str:
		route = frappe.new_doc("Qingdan Approval Route")
		route.route_name = factories.unique("路由")
		for row in rows:
			names = ("field", "operator", "value", "resolver", "parameter")
			route.append("rows", dict(zip(names, row, strict=True)))
		return route.insert().name

	def _resolved(self, name: str, parameter: str, doc=None) -> list[str]:
		return resolved(name, parameter, doc or purchases.purchase())


class TestResolversOfTheCity(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.task = self.city.task

	def test_heads_and_liaisons_of_the_lead_and_of_every_cooperating_unit(self):
		helping_head = factories.contact(self.city.cooperating, "Head")
		expected = {
			"heads_of_lead": [self.city.head],
			"liaisons_of_lead": [self.city.liaison],
			"heads_of_cooperating": [helping_head],
			"liaisons_of_cooperating": [self.city.helper],
			"office_of_leader": [self.city.office],
		}
		for name, people in expected.items():
			self.assertEqual(resolved(name, "", self.task), people, name)

	def test_a_group_that_cooperates_is_signed_for_by_the_heads_of_its_members(self):
		members = [factories.unit() for _ in range(3)]
		heads = [factories.contact(member, "Head") for member in members]
		task = factories.task(self.city.lead, (factories.group(*members),), self.city.leader)

		self.assertEqual(sorted(resolved("heads_of_cooperating", "", task)), sorted(heads))

	def test_a_lead_that_is_a_group_is_signed_for_by_the_head_of_the_unit_that_filed(self):
		members = [factories.unit() for _ in range(2)]
		heads = [factories.contact(member, "Head") for member in members]
		liaison = factories.contact(members[0])
		self.city.task = factories.task(factories.group(*members), (), self.city.leader)
		self.city.lead, self.city.liaison = members[0], liaison
		task = self.city.filed()

		self.assertEqual(resolved("heads_of_lead", "", task), [heads[0]])

	def test_a_unit_that_was_merged_is_signed_for_by_its_successor(self):
		successor = factories.unit()
		head = factories.contact(successor, "Head")
		frappe.db.set_value("Qingdan Unit", self.city.lead, "merged_into", successor)

		self.assertIn(head, resolved("heads_of_lead", "", self.task))

	def test_every_unit_is_a_voice_also_one_without_a_head(self):
		helping_head = factories.contact(self.city.cooperating, "Head")
		without = factories.unit()
		task = factories.task(self.city.lead, (self.city.cooperating, without), self.city.leader)
		found = resolvers.resolver_named("heads_of_cooperating")(subject_of(task), "", None)

		self.assertEqual(
			{body.key: body.people for body in found.bodies},
			{self.city.cooperating: (helping_head,), without: ()},
		)

	def test_a_role_within_the_unit_of_a_field(self):
		doc = purchases.purchase(unit=self.city.lead)

		self.assertEqual(resolved("role_within_unit", "unit: Liaison", doc), [self.city.liaison])
		self.assertEqual(resolved("role_within_unit", "unit", doc), [self.city.head])
		self.assertEqual(resolved("role_within_unit", "approver: Head", doc), [])

	def test_somebody_whose_account_is_disabled_is_not_found(self):
		frappe.db.set_value("User", self.city.head, "enabled", 0)

		self.assertEqual(resolved("heads_of_lead", "", self.task), [])

	def test_every_resolver_that_ships_answers_for_a_document_that_knows_no_unit(self):
		doc = purchases.purchase()
		for name in resolvers.resolver_names():
			if name not in ("user", "role", "route", "superior_of_previous"):
				with self.subTest(name=name):
					self.assertEqual(resolved(name, "unit", doc), [])


def resolved(name: str, parameter: str, doc) -> list[str]:
	request = Request(FlowDefinition("x", 1, ()), "Administrator")
	return list(resolvers.resolver_named(name)(subject_of(doc), parameter, request))
