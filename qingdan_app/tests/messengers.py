"""A site that uses messengers, before a stand-in of their servers."""

import frappe

from qingdan_app.messaging import channel_settings, resting
from qingdan_app.messaging.channel_settings import SETTINGS
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.stand_in import AGENT, KEY, SECRET, StandIn

ACCOUNT = "Qingdan Messenger Account"
SIGN_IN_PAGES = {"dingtalk": "oauth2/auth", "wecom": "connect/oauth2/authorize"}
DINGTALK, WECOM, SMS = "DingTalk", "WeCom", "SMS"


class StandInTestCase(QingdanTestCase):
	"""Before one stand-in for all tests of a class; what it was told to do wrong ends with each."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.server = StandIn().__enter__()
		cls.addClassCleanup(cls.server.__exit__)

	def setUp(self):
		super().setUp()
		self.addCleanup(self.server.faults.clear)


def use(server, *channels: str, sign_in: bool = False) -> None:
	"""Use these channels, at that address; have people log in by them."""
	_forget()
	if SMS in channels:
		gateway = {
			"sms_gateway_url": f"{server.address}/sms",
			"receiver_parameter": "to",
			"message_parameter": "text",
		}
		settings = frappe.get_doc("SMS Settings").update({**gateway, "use_post": 1, "parameters": []})
		settings.append("parameters", {"parameter": "key", "value": "a-gateway-key-that-no-log-may-show"})
		settings.save()
	values = {"sms": int(SMS in channels)}
	for prefix, channel in (("dingtalk", DINGTALK), ("wecom", WECOM)):
		values |= {
			prefix: int(channel in channels),
			f"{prefix}_server": server.address,
			f"{prefix}_agent": AGENT,
		}
		values |= {f"{prefix}_key": KEY, f"{prefix}_secret": SECRET}
		values |= {
			f"{prefix}_sign_in": int(sign_in),
			f"{prefix}_sign_in_page": f"{server.address}/{SIGN_IN_PAGES[prefix]}",
		}
	values["dingtalk_sign_in_server"] = server.address
	frappe.get_doc(SETTINGS).update(values).save()


def stop_using() -> None:
	"""Forget what was kept of the settings; the rows themselves are rolled back, or taken back by who has committed them."""
	_forget()
	for single in (SETTINGS, "SMS Settings"):
		frappe.clear_document_cache(single, single)


def account(user: str, person: str) -> str:
	"""The user's account in both messengers."""
	row = {"doctype": ACCOUNT, "user": user, "dingtalk_id": person, "wecom_id": person}
	return frappe.get_doc(row).insert().name


def _forget() -> None:
	for channel in (DINGTALK, WECOM, SMS):
		channel_settings.forget_token(channel)
		wake(channel)


def wake(channel: str) -> None:
	"""As if its rest were over."""
	frappe.cache.delete_value(resting._key(channel))
