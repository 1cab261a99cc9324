"""A world that all tests of a class share: made once, and found by each test as it was made."""

from copy import copy
from typing import Any

import frappe
from frappe.model.document import Document

from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.site import new_request

SAVEPOINT = "world"
REMEMBERED = ("roles", "user_permissions", "bootinfo")
"""What core keeps of a user in Redis, where no rollback reaches."""


class SharedWorldTestCase(QingdanTestCase):
	"""Each test works on copies of what `make` made, and what it wrote is taken back to where the class began.

	For tests that neither commit nor change a table's columns: both end the savepoint, and the next test says so.
	"""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		frappe.set_user("Administrator")
		new_request()
		cls.world = cls.make()
		cls._undone_at_the_end = list(frappe.db.after_rollback._functions)
		frappe.db.after_rollback.reset()
		frappe.db.savepoint(SAVEPOINT)

	@classmethod
	def tearDownClass(cls):
		for undo in cls._undone_at_the_end:
			frappe.db.after_rollback.add(undo)
		frappe.db.rollback()
		super().tearDownClass()

	@classmethod
	def make(cls) -> Any:
		"""The world of the class: an object whose attributes are names, documents and objects of that kind."""
		raise NotImplementedError

	def setUp(self):
		super().setUp()
		self.world = fresh(type(self).world)

	def take_back(self):
		frappe.db.rollback(save_point=SAVEPOINT)
		for callbacks in (frappe.db.before_commit, frappe.db.after_commit, frappe.db.before_rollback):
			callbacks.reset()
		frappe.db.after_rollback.run()
		frappe.cache.delete_value(REMEMBERED)


def fresh(made: Any) -> Any:
	"""A copy of what was made, its documents read anew."""
	found = copy(made)
	for name, value in vars(made).items():
		if isinstance(value, Document):
			setattr(found, name, frappe.get_doc(value.doctype, value.name))
		elif hasattr(value, "__dict__") and type(value).__module__.startswith("qingdan_app.tests"):
			setattr(found, name, fresh(value))
	return found
