"""Robots of DingTalk and WeCom groups (群机器人): one line for a group, in which those concerned are named."""

import time
from collections.abc import Callable, Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname, get_url_to_form

from qingdan_app.messaging import groups
from qingdan_app.messaging.channels import calling, messenger
from qingdan_app.messaging.channels.base import Channel, FinalError
from qingdan_app.messaging.channels.words import cut, text_of
from qingdan_app.messaging.rules.signing import signature

LONGEST_WORDS = 1200
"""Bytes: WeCom takes 2048 in all, names and address included."""
MOST_NAMED = 20


class MessengerGroup(Channel):
	"""No robot knows a message again: what is unclear is given up, visibly."""

	calls_out = True
	for_people = False

	def is_open(self) -> bool:
		return groups.are_there()

	def deliver(self, message: Document) -> None:
		group = (
			frappe.get_doc(groups.GROUP, message.address)
			if frappe.db.exists(groups.GROUP, message.address)
			else None
		)
		if not group or not group.enabled:
			raise FinalError(
				_("There is no group {0}, or it hears nothing any more.").format(message.address)
			)
		users = (message.mentioned or "").split("\n")[:MOST_NAMED]
		address, ask = group.get_password("webhook"), ROBOTS[group.service]
		ids = filter(None, (messenger.id_of(user, group.service) for user in users))
		params, body = ask(group, _words(message, users), list(ids))
		messenger.check(_(group.service), calling.ask("POST", address, params=params, json=body))


def _words(message: Document, users: Iterable[str]) -> str:
	named = "、".join(map(get_fullname, users))
	link = get_url_to_form(message.reference_doctype, message.reference_name)
	return f"{cut(f'{named} {text_of(message)}', LONGEST_WORDS)}\n{link}"


def _of_dingtalk(group: Document, words: str, ids: list[str]) -> tuple[dict, dict]:
	secret, now = group.get_password("secret", raise_exception=False), int(time.time() * 1000)
	params = {"timestamp": now, "sign": signature(secret, now)} if secret else {}
	named = "".join(f"@{each} " for each in ids)
	at = {"atUserIds": ids, "isAtAll": False}
	return params, {"msgtype": "text", "text": {"content": f"{named}{words}"}, "at": at}


def _of_wecom(_group: Document, words: str, ids: list[str]) -> tuple[dict, dict]:
	return {}, {"msgtype": "text", "text": {"content": words, "mentioned_list": ids}}


ROBOTS: dict[str, Callable[[Document, str, list[str]], tuple[dict, dict]]] = {
	"DingTalk": _of_dingtalk,
	"WeCom": _of_wecom,
}
"""What is added to the address of a robot, and what it is asked, by service."""
