"""What DingTalk and WeCom have in common: an access token with a lifetime, a person's id, and answers with `errcode`."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_url, get_url_to_form

from qingdan_app.messaging import channel_settings
from qingdan_app.messaging.channels import calling
from qingdan_app.messaging.channels.base import REST, Channel, FinalError, TemporaryError, UnclearError

ACCOUNT = "Qingdan Messenger Account"
ACCOUNT_OF = "select * from `tabQingdan Messenger Account` where `user` = %s order by `modified` desc limit 1"
TOKEN_IS_GONE = frozenset({40014, 42001})
"""The token is none, or no longer one: a new one is fetched, once."""
NOT_NOW = frozenset({-1, 45009, 45033, 90018, 130101, 143103, 143104})
"""The server is busy, or a limit is reached: of calls in a minute, or at the same time."""
NOT_SET_UP = frozenset({40001, 40013, 40056, 48002, 60011, 60020, 93000, 300001, 301002, 310000})
"""A wrong secret, organization, application or robot, a right or an address that the messenger does not know yet: somebody will see to it."""
SIGN_IN = "/api/method/qingdan_app.api.signing_in.get_page"
IN_TIME = 300
"""Seconds before its end from which a token is fetched anew."""


class Messenger(Channel):
	"""Notices to one person of an organization's messenger. A subclass names its fields and its three calls."""

	calls_out = True
	prefix: str
	"""How the fields of the settings begin, and the field of a person's id."""

	def is_open(self) -> bool:
		return bool(channel_settings.current().get(self.prefix))

	def wants(self, user: str, kind: str) -> bool:
		return super().wants(user, kind) and self.is_open() and bool(self.id_of(user))

	def id_of(self, user: str) -> str | None:
		"""Who the person is in the messenger."""
		return id_of(user, self.name)

	def deliver(self, message: Document) -> str | None:
		person = self.id_of(message.receiver)
		if not person:
			raise FinalError(_("{0} has no account in {1}.").format(message.receiver, _(self.name)))
		return self.receipt_of(self._post(self.notice_path, self.notice(message, person)))

	notice_path: str

	def fetch_token(self) -> dict:
		"""The answer to a request for a token."""
		raise NotImplementedError

	def sign_in_page(self, back: str, state: str) -> str:
		"""The messenger's page that asks who holds the phone, and sends the browser `back` with a code and the `state`."""
		raise NotImplementedError

	def who_is(self, code: str) -> str:
		"""Whom a code means, by their id; empty for a stranger. Raises TemporaryError, FinalError or UnclearError."""
		raise NotImplementedError

	def notice(self, message: Document, person: str) -> dict:
		"""The body of a notice. Its words depend on the message alone, so that the server knows it again."""
		raise NotImplementedError

	def receipt_of(self, answer: Mapping[str, Any]) -> str | None:
		"""The number under which the server has it. Raises FinalError where it has taken it for nobody."""
		raise NotImplementedError

	def signs_in(self) -> bool:
		"""Whether people come in from it."""
		return self.is_open() and bool(self.setting("sign_in"))

	def page_of(self, message: Document) -> str:
		"""The document of a message, by way of the messenger's sign-in where people come in from it."""
		form = get_url_to_form(message.reference_doctype, message.reference_name)
		if not self.signs_in():
			return form
		return f"{get_url(SIGN_IN)}?{urlencode({'service': self.name, 'page': urlsplit(form).path})}"

	def setting(self, name: str) -> str:
		return channel_settings.current().get(f"{self.prefix}_{name}") or ""

	def secret(self) -> str:
		return channel_settings.secret(f"{self.prefix}_secret")

	def address(self, path: str) -> str:
		return f"{self.setting('server')}/{path}"

	def _post(self, path: str, body: dict) -> dict:
		return self._ask("POST", path, json=body)

	def _ask(self, method: str, path: str, params: Mapping[str, str] | None = None, **what: Any) -> dict:
		answer = self._call(method, path, params, what)
		if code_of(answer) in TOKEN_IS_GONE:
			channel_settings.forget_token(self.name)
			answer = self._call(method, path, params, what)
		check(_(self.name), answer)
		return answer

	def _call(self, method: str, path: str, params: Mapping[str, str] | None, what: dict) -> dict:
		words = {"access_token": self._token(), **(params or {})}
		return calling.ask(method, self.address(path), params=words, **what)

	def _token(self) -> str:
		"""The access token, from the cache or anew. Whoever cannot have one has asked for nothing yet."""
		if known := channel_settings.token(self.name):
			return known
		try:
			answer = self.fetch_token()
		except UnclearError as error:
			raise TemporaryError(str(error), rest=REST) from None
		if code_of(answer) or not answer.get("access_token"):
			raise TemporaryError(_said(_(self.name), answer), rest=REST)
		lasts = int(answer.get("expires_in") or 0) - IN_TIME
		if lasts > 0:
			channel_settings.keep_token(self.name, answer["access_token"], lasts)
		return answer["access_token"]


def id_of(user: str, service: str) -> str | None:
	"""Who a user is in a messenger."""
	rows = frappe.db.sql(ACCOUNT_OF, user, as_dict=True)
	return rows[0][_id_field(service)] if rows else None


def users_of(person: str, service: str) -> set[str]:
	"""The users who are that person in a messenger, letter by letter; none for nobody."""
	field = _id_field(service)
	rows = frappe.get_all(ACCOUNT, {field: person}, ["user", field]) if person else ()
	return {row.user for row in rows if row[field] == person}


def _id_field(service: str) -> str:
	return f"{service.lower()}_id"


def check(service: str, answer: Mapping[str, Any]) -> None:
	"""Raise what an answer with an error means. `service` is said to people."""
	if "errcode" not in answer:
		raise UnclearError(_("{0} answers without an error code").format(service))
	if code := code_of(answer):
		waits = code in NOT_NOW | NOT_SET_UP | TOKEN_IS_GONE
		raise TemporaryError(_said(service, answer), REST) if waits else FinalError(_said(service, answer))


def _said(service: str, answer: Mapping[str, Any]) -> str:
	said = answer.get("sub_msg") or answer.get("errmsg") or ""
	return channel_settings.masked(f"{service} {code_of(answer)}: {said}")


def code_of(answer: Mapping[str, Any]) -> int:
	"""The error code of an answer, 0 for none. DingTalk's gateway says 88, and the one that matters beside it."""
	return cint(answer.get("sub_code")) or cint(answer.get("errcode"))
