"""WeCom's messages of an application (企业微信应用消息), as its developer centre describes them: `cgi-bin/message/send`."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, escape_html

from qingdan_app.messaging.channels import calling
from qingdan_app.messaging.channels.base import FinalError
from qingdan_app.messaging.channels.messenger import Messenger
from qingdan_app.messaging.channels.words import cut, text_of, written_at

REMEMBERED = timedelta(hours=4)
"""The longest time for which WeCom can be asked to know a message again."""
MARGIN = timedelta(minutes=5)
"""By which its clock may differ from ours."""
LONGEST_TITLE, LONGEST_WORDS = 120, 400
"""Bytes: a card may have 128 and 512."""


class WeCom(Messenger):
	"""A card from the application of the organization, which opens the document."""

	prefix = "wecom"
	notice_path = "cgi-bin/message/send"

	def fetch_token(self) -> dict:
		who = {"corpid": self.setting("key"), "corpsecret": self.secret()}
		return calling.ask("GET", self.address("cgi-bin/gettoken"), params=who)

	def notice(self, message: Document, person: str) -> dict:
		written = written_at(message)
		return {
			"touser": person,
			"msgtype": "textcard",
			"agentid": cint(self.setting("agent")),
			"enable_duplicate_check": 1,
			"duplicate_check_interval": int(REMEMBERED.total_seconds()),
			"textcard": {
				"title": cut(_(message.kind), LONGEST_TITLE),
				"description": f'<div class="gray">{written}</div><div class="normal">{_fitting(text_of(message))}</div>',
				"url": self.page_of(message),
				"btntxt": _("Open", context="Opens the document"),
			},
		}

	def sign_in_page(self, back: str, state: str) -> str:
		about = {
			"appid": self.setting("key"),
			"redirect_uri": back,
			"response_type": "code",
			"scope": "snsapi_base",
			"state": state,
			"agentid": self.setting("agent"),
		}
		return f"{self.setting('sign_in_page')}?{urlencode(about)}#wechat_redirect"

	def who_is(self, code: str) -> str:
		return self._ask("GET", "cgi-bin/auth/getuserinfo", {"code": code}).get("userid") or ""

	def receipt_of(self, answer: Mapping[str, Any]) -> str | None:
		if answer.get("invaliduser") or answer.get("unlicenseduser"):
			raise FinalError(_("WeCom knows nobody by that id, or does not let them use the application."))
		return answer.get("msgid")

	def knows_again(self, since: datetime, now: datetime) -> bool:
		return now - since < REMEMBERED - MARGIN


def _fitting(text: str) -> str:
	"""A text as HTML that is short enough: one that is escaped cannot be cut."""
	text, most = cut(text, LONGEST_WORDS), LONGEST_WORDS
	while len(escape_html(text).encode()) > LONGEST_WORDS:
		most -= 40
		text = cut(text, most)
	return escape_html(text)
