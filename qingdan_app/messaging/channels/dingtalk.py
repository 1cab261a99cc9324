"""DingTalk's work notices (工作通知), as its open platform describes them: `topapi/message/corpconversation/asyncsend_v2`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from qingdan_app.messaging.channels import calling
from qingdan_app.messaging.channels.messenger import Messenger
from qingdan_app.messaging.channels.words import cut, text_of, written_at

LONGEST_HEAD, LONGEST_WORDS = 60, 600
"""Bytes: a notice as a whole may have 2048."""


class DingTalk(Messenger):
	"""A notice in the app of the organization, which opens the document.

	DingTalk shows a person the same words of an app only once a day, and takes the second time for done: what may have
	been handed over is handed over again within that day. When a message was written is part of its words, so
	that two messages are never the same.
	"""

	prefix = "dingtalk"
	notice_path = "topapi/message/corpconversation/asyncsend_v2"

	def fetch_token(self) -> dict:
		who = {"appkey": self.setting("key"), "appsecret": self.secret()}
		return calling.ask("GET", self.address("gettoken"), params=who)

	def notice(self, message: Document, person: str) -> dict:
		written = {"key": _("Time"), "value": written_at(message)}
		body = {"title": cut(text_of(message), LONGEST_WORDS), "form": [written]}
		notice = {
			"message_url": self.page_of(message),
			"head": {"bgcolor": "FF2E6BE6", "text": cut(_(message.kind), LONGEST_HEAD)},
			"body": body,
		}
		return {
			"agent_id": cint(self.setting("agent")),
			"userid_list": person,
			"msg": {"msgtype": "oa", "oa": notice},
		}

	def sign_in_page(self, back: str, state: str) -> str:
		about = {
			"client_id": self.setting("key"),
			"redirect_uri": back,
			"response_type": "code",
			"scope": "openid",
			"state": state,
			"prompt": "consent",
		}
		return f"{self.setting('sign_in_page')}?{urlencode(about)}"

	def who_is(self, code: str) -> str:
		"""Its sign-in names a person of all DingTalk; who that is in the organization, the organization's server says."""
		server = self.setting("sign_in_server")
		who = {"clientId": self.setting("key"), "clientSecret": self.secret(), "code": code}
		given = calling.ask(
			"POST", f"{server}/v1.0/oauth2/userAccessToken", json={**who, "grantType": "authorization_code"}
		)
		said = {"x-acs-dingtalk-access-token": str(given.get("accessToken"))}
		person = calling.ask("GET", f"{server}/v1.0/contact/users/me", headers=said)
		found = self._post("topapi/user/getbyunionid", {"unionid": person.get("unionId")})
		return (found.get("result") or {}).get("userid") or ""

	def receipt_of(self, answer: Mapping[str, Any]) -> str | None:
		return str(answer.get("task_id") or "") or None

	def knows_again(self, since: datetime, now: datetime) -> bool:
		return since.date() == now.date()
