"""Whom a workspace of ours is shown: the city's where lists are in use, Approvals to whom approvals concern."""

import frappe

from qingdan_app.desk import boot, workspaces
from qingdan_app.organization import settings
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

SIDEBAR = "frappe.desk.desktop.get_workspace_sidebar_items"
CITYS = {"Qingdan My Tasks", "Qingdan For Decision", "Qingdan All Lists", "Qingdan Administration"}


class TestAcknowledging(QingdanTestCase):
	def test_the_server_says_who_has_tasks_to_acknowledge(self):
		city = City()
		for who in ("liaison", "head", "helper"):
			self.assertTrue(self.told(getattr(city, who)), who)
		for who in ("office", "supervisor", "administrator"):
			self.assertFalse(self.told(getattr(city, who)), who)

	def test_a_role_alone_does_not_suffice_nor_does_a_duty_that_has_ended(self):
		self.assertFalse(self.told(factories.user("Qingdan Unit Liaison")))
		city = City()
		former = factories.contact(city.lead, until_date="2021-01-01")
		self.assertFalse(self.told(former))

	def told(self, user: str) -> bool:
		with self.as_user(user):
			bootinfo = frappe._dict()
			boot.extend(bootinfo)
			return bootinfo.qingdan_acknowledges


class TestWorkspaces(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.clear_document_cache, settings.SETTINGS, settings.SETTINGS)

	def shown(self, user: str) -> set[str]:
		return {page["name"] for page in self.call(SIDEBAR, user)["pages"]} & (CITYS | {"Qingdan Approvals"})

	def use(self, lists: str) -> None:
		frappe.get_single(settings.SETTINGS).update({"responsibility_lists": lists}).save()

	def test_approvals_are_shown_to_who_has_or_had_a_turn_and_to_system_managers(self):
		city = City()
		self.assertEqual(self.shown(city.head), {"Qingdan My Tasks"})
		city.in_review()
		self.assertEqual(self.shown(city.head), {"Qingdan My Tasks", "Qingdan Approvals"})
		self.assertEqual(self.shown(city.liaison), {"Qingdan My Tasks", "Qingdan Approvals"})
		self.assertEqual(self.shown(city.outsider), {"Qingdan My Tasks"})
		self.assertEqual(self.shown(factories.user("System Manager")), {"Qingdan Approvals"})

	def test_the_citys_workspaces_are_shown_where_lists_are_in_use(self):
		self.assertEqual(self.shown("Administrator"), CITYS | {"Qingdan Approvals"})
		self.use(settings.NOT_USED)
		self.assertEqual(self.shown("Administrator"), {"Qingdan Approvals"})
		self.use(settings.IN_USE)
		self.assertEqual(self.shown("Administrator"), CITYS | {"Qingdan Approvals"})

	def test_a_copy_of_ones_own_stays(self):
		own = {"name": "Qingdan Approvals", "for_user": "somebody@qingdan.example"}
		with self.as_user(factories.user()):
			self.assertEqual(
				workspaces.concerning([own, {"name": "Qingdan Approvals"}, {"name": "Build"}]),
				[own, {"name": "Build"}],
			)

	def test_a_session_starts_with_the_same_and_breadcrumbs_lead_to_approvals(self):
		self.use(settings.NOT_USED)
		pages = [{"name": name} for name in ("Qingdan My Tasks", "Qingdan Approvals", "Build")]
		bootinfo = frappe._dict(
			allowed_workspaces=pages,
			sidebar_pages={"pages": pages},
			module_wise_workspaces={"Qingdan App": ["Qingdan My Tasks"]},
		)
		boot.extend(bootinfo)
		kept = [{"name": "Qingdan Approvals"}, {"name": "Build"}]
		self.assertEqual((bootinfo.allowed_workspaces, bootinfo.sidebar_pages["pages"]), (kept, kept))
		self.assertEqual(bootinfo.module_wise_workspaces["Workflows"], ["Qingdan Approvals"])
