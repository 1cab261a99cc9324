"""Roles of a site from before are renamed with everything that names them; a role that is the site's as well stays its own."""

import frappe

from qingdan_app.organization.rules.standing import Role
from qingdan_app.patches import prefix_roles
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.workflows.flows import renamed_roles

OLD, NEW = "Unit Head", Role.HEAD.value
TASK_FLOW = "任务办理流程"


class TestPrefixedRoles(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.clear_cache)
		self.person = factories.user(NEW)
		roles = ("in", [role.value for role in Role])
		pages = {"parent": prefix_roles.OTHERS, "parenttype": ("not in", prefix_roles.PEOPLE), "role": roles}
		frappe.db.delete("Has Role", pages)  # no site had built reports before its roles had a prefix
		self.call_as_before(OLD)

	def call_as_before(self, *roles: str) -> None:
		"""Roles as a site from before has them."""
		for role in roles:
			self.forget(role)
			frappe.rename_doc("Role", f"Qingdan {role}", role, force=True, show_alert=False)
		frappe.db.delete("DefaultValue", {"defkey": ("like", "qingdan_renamed_role%")})

	def forget(self, role: str) -> None:
		"""What an earlier run of tests has left on the site, as if nobody had ever named the role."""
		frappe.db.delete("Role", {"name": role})
		for rows, field in (
			*prefix_roles.OF_A_WORKFLOW,
			*((rows, "role") for rows in (*prefix_roles.OF_A_DOCTYPE, "Has Role")),
		):
			frappe.db.delete(rows, {field: role})

	def named(self, doctype: str, field: str, **more) -> set[str]:
		return set(frappe.get_all(doctype, more, pluck=field))

	def test_people_rights_pages_and_workflows_go_along(self):
		self.call_as_before(*(role for role in prefix_roles.ROLES if role != OLD))
		frappe.db.set_value("Role", OLD, "desk_access", 0)
		prefix_roles.execute()
		prefix_roles.execute()
		self.assertEqual(self.named("Role", "name") & set(prefix_roles.ROLES), set())
		self.assertEqual(self.stored("Role", NEW, "desk_access"), 0)
		self.assertEqual(self.named("Has Role", "role", parent=self.person), {NEW})
		self.assertIn(NEW, self.named("DocPerm", "role", parent="Qingdan Task"))
		self.assertIn(NEW, self.named("Has Role", "role", parent="Qingdan My Tasks"))
		self.assertIn(NEW, self.named("Workflow Transition", "allowed", parent=TASK_FLOW))
		self.assertEqual(renamed_roles.today(OLD), NEW)

	def test_a_role_that_other_documents_name_as_well_stays_and_its_people_get_ours_beside_it(self):
		row = {
			"doctype": "Custom DocPerm",
			"parent": "Note",
			"parenttype": "DocType",
			"parentfield": "permissions",
		}
		frappe.get_doc({**row, "role": OLD, "read": 1}).db_insert()
		prefix_roles.execute()
		self.assertEqual(self.named("Has Role", "role", parent=self.person), {OLD, NEW})
		self.assertEqual(self.named("Custom DocPerm", "role", parent="Note"), {OLD})
		for doctype in ("DocPerm", "Custom DocPerm"):
			self.assertNotIn(OLD, self.named(doctype, "role", parent=("like", "Qingdan %")))
		self.assertNotIn(OLD, self.named("Workflow Transition", "allowed", parent=TASK_FLOW))
		self.assertEqual(renamed_roles.today(OLD), OLD)

	def test_a_role_of_a_workflow_that_is_not_ours_stays(self):
		workflow = frappe.get_doc({"doctype": "Workflow", "workflow_name": "Theirs", "document_type": "Note"})
		workflow.db_insert()
		row = {
			"doctype": "Workflow Transition",
			"parent": "Theirs",
			"parenttype": "Workflow",
			"parentfield": "transitions",
		}
		frappe.get_doc(
			{**row, "state": "待启动", "action": "启动", "next_state": "推进中", "allowed": OLD}
		).db_insert()
		prefix_roles.execute()
		self.assertEqual(self.named("Workflow Transition", "allowed", parent="Theirs"), {OLD})
		self.assertTrue(frappe.db.exists("Role", NEW))

	def test_a_site_that_never_had_them_is_left_alone(self):
		prefix_roles.execute()
		before = self.named("Role", "name")
		prefix_roles.execute()
		self.assertEqual(self.named("Role", "name"), before)
