"""Base of all tests that need a site: a clean session, a rollback after each test, and endpoints as HTTP finds them."""

import json
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

import frappe
import sqlparse
from frappe.utils import set_request

from qingdan_app import compat, repeating, sessions
from qingdan_app.tests import metas_at_hand

LEFT_BY_NONE = (
	"Qingdan List",
	"Qingdan Task",
	"Qingdan Approval Flow",
	"Qingdan Approval Request",
	"Qingdan Approval Log",
	"User",
)
"""What every test takes away again."""
sqlparse.format = cache(sqlparse.format)  # core has it read each column of each filter anew
metas_at_hand.hold()


class SiteTestCase(compat.site_test_case()):
	"""Every test makes its own rows as Administrator and leaves none behind."""

	maxDiff = None
	commits = False
	"""Whether what a request or a job commits by itself is committed; else it is rolled back with the rest."""

	def setUp(self):
		super().setUp()
		if not self.commits:
			kept_open = patch.object(repeating, "commit")
			kept_open.start()
			self.addCleanup(kept_open.stop)
		frappe.set_user("Administrator")
		new_request()
		self._standing = standing()

	def tearDown(self):
		frappe.set_user("Administrator")
		self.take_back()
		new_request()
		super().tearDown()
		self.assertEqual(standing(), self._standing, "rows were left behind: something committed them")

	def take_back(self):
		"""Leave nothing of what the test wrote."""
		frappe.db.rollback()

	@contextmanager
	def as_user(self, user: str):
		"""Be `user` for a while, as in a request of their own."""
		before = frappe.session.user
		frappe.set_user(user)
		new_request()
		try:
			yield
		finally:
			frappe.set_user(before)
			new_request()

	def call(self, method: str, user: str | None = None, /, **arguments):
		"""Call a whitelisted method as `/api/method/…` does: overrides, guards and HTTP verb included."""
		from frappe.handler import execute_cmd

		with self.as_user(user or frappe.session.user), request():
			set_request(method="POST", path=f"/api/method/{method}")
			frappe.local.form_dict = frappe._dict(arguments, cmd=method)
			frappe.local.response = frappe._dict(docs=[])
			for hook in frappe.get_hooks("auth_hooks", app_name="qingdan_app"):
				frappe.get_attr(hook)()
			answer = execute_cmd(method)
			return answer if answer is not None else frappe.local.response

	def rest(self, method: str, path: str, user: str, /, **data):
		"""Send a request to `/api/resource/…` as `user`; answers what is in `data` of the response. Core commits some by itself."""
		with self.as_user(user), request(), one_transaction():
			body = as_json(data).encode()
			headers = {"Content-Type": "application/json"}
			set_request(method=method, path=f"/api/resource/{path}", data=body, headers=headers)
			frappe.local.form_dict = frappe._dict(data)
			frappe.local.response = frappe._dict(docs=[])
			compat.handle_rest_request()
			return frappe.local.response.get("data")

	def assertRefused(self, refusal: type[Exception], action, *arguments, **more):
		"""Assert the named refusal itself, not merely a relative of it, and that it says something."""
		with self.assertRaises(refusal) as caught, request():
			action(*arguments, **more)
		self.assertIs(type(caught.exception), refusal, caught.exception)
		return caught.exception

	def stored(self, doctype: str, name: str, fieldname: str):
		"""The value in the database, past every cache."""
		return frappe.db.get_value(doctype, name, fieldname)


def standing() -> tuple[int, ...]:
	"""How many rows of each kind stand on the site; a statement that changes a table commits what was written before it."""
	return tuple(frappe.db.count(doctype) for doctype in LEFT_BY_NONE)


@contextmanager
def request():
	"""What a refused request wrote before it was refused is rolled back, as the web server does."""
	frappe.db.savepoint("request")
	try:
		yield
	except Exception:
		frappe.db.rollback(save_point="request")
		raise


@contextmanager
def one_transaction():
	"""Let core code that commits or rolls back by itself leave the test's transaction alone."""
	with patch.object(frappe.db, "commit"), patch.object(frappe.db, "rollback"):
		yield


def new_request() -> None:
	"""Forget what is remembered within one request only."""
	sessions.begin_request()
	frappe.local.role_permissions = {}
	frappe.flags.pop("api_name_set", None)  # Frappe 16 notes it when a name comes in over REST
	frappe.clear_messages()


def as_json(value) -> str:
	"""A value as it comes in over HTTP."""
	return json.dumps(value, default=str, ensure_ascii=False)
