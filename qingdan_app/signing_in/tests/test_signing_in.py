"""Coming in from a messenger: who holds the phone is logged in, once, in the browser that asked, and nobody else is."""

from unittest.mock import Mock
from urllib.parse import parse_qs, urlsplit

import frappe
import requests
from frappe.utils import set_request

from qingdan_app.messaging.channel_settings import SETTINGS
from qingdan_app.messaging.channels import channel_named
from qingdan_app.messaging.exceptions import AccountsLogIn, WrongChannelSettings
from qingdan_app.signing_in import entering, leading_on
from qingdan_app.signing_in.exceptions import SignInRefused
from qingdan_app.tests import messengers, patience, users
from qingdan_app.tests.messengers import ACCOUNT, DINGTALK, WECOM, StandInTestCase
from qingdan_app.tests.stand_in import SECRET, Fault

PAGE = "/app/qingdan-task/2021-1"
BOTH = (DINGTALK, WECOM)


class TestSigningIn(StandInTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(messengers.stop_using)
		messengers.use(self.server, *BOTH, sign_in=True)
		self.user, self.person = users.user(), users.unique("zhang")
		messengers.account(self.user, self.person)
		self.server.holder = self.person
		self.come_with({})

	def come_with(self, cookies: dict[str, str]) -> None:
		"""A browser with these cookies, in which nobody is logged in."""
		said = "; ".join(f"{name}={value}" for name, value in cookies.items())
		set_request(method="GET", path="/", headers={"Cookie": said})
		manager = Mock()
		manager.set_cookie = lambda name, value, **_more: self.come_with({name: value})
		frappe.local.cookie_manager = manager
		frappe.local.login_manager = Mock()

	def begin(self, service: str, page: str = PAGE) -> str:
		with self.as_user("Guest"):
			return entering.begin(service, page)

	def answered(self, service: str) -> dict[str, str]:
		"""What the messenger sends the browser back with, after it was asked who holds the phone."""
		sent = requests.get(self.begin(service), allow_redirects=False, timeout=patience.LIMIT)
		back = urlsplit(sent.headers["Location"])
		self.assertEqual(back.path, entering.BACK)
		words = {name: values[0] for name, values in parse_qs(back.query).items()}
		return {"code": words.get("code") or words.get("authCode"), "state": words["state"]}

	def arrive(self, words: dict[str, str]) -> str:
		with self.as_user("Guest"):
			return entering.arrive(**words)

	def logged_in(self) -> list[str]:
		return [call.args[0] for call in frappe.local.login_manager.login_as.call_args_list]

	def assertStays(self, words: dict[str, str]):
		self.assertRefused(SignInRefused, self.arrive, words)
		self.assertEqual(self.logged_in(), [])

	def test_who_holds_the_phone_is_logged_in_and_reads_the_page(self):
		for service in BOTH:
			with self.subTest(service=service):
				self.come_with({})
				self.assertEqual(self.arrive(self.answered(service)), PAGE)
				self.assertEqual(self.logged_in(), [self.user])
				self.assertTrue(frappe.local.flags.commit)

	def test_an_answer_is_taken_once(self):
		words = self.answered(WECOM)
		self.arrive(words)
		frappe.local.login_manager = Mock()
		self.assertStays(words)

	def test_an_answer_counts_in_the_browser_that_asked_alone(self):
		for cookies in ({}, {entering.BROWSER: "somebody-else's"}):
			with self.subTest(cookies=cookies):
				words = self.answered(WECOM)
				self.come_with(cookies)
				self.assertStays(words)

	def test_two_pages_opened_at_once_both_arrive(self):
		first, second = self.answered(WECOM), self.answered(WECOM)
		self.assertEqual([self.arrive(first), self.arrive(second)], [PAGE, PAGE])

	def test_words_that_were_never_asked_for_bring_nobody_in(self):
		for words in ({"code": "code-1", "state": "nothing"}, {"code": "", "state": ""}):
			with self.subTest(words=words):
				self.assertStays(words)
		words = self.answered(DINGTALK)
		self.assertStays({**words, "code": "made-up"})

	def test_strangers_and_people_without_an_account_stay_outside(self):
		for holder in ("nobody-here", users.unique("li")):
			for service in BOTH:
				with self.subTest(holder=holder, service=service):
					self.come_with({})
					self.server.holder = holder
					self.assertStays(self.answered(service))

	def test_an_id_that_two_users_claim_is_nobodys(self):
		messengers.account(users.user(), self.person)
		self.assertStays(self.answered(WECOM))

	def test_an_id_is_taken_letter_by_letter(self):
		self.server.holder = self.person.upper()
		self.assertStays(self.answered(WECOM))

	def test_who_is_refused_reads_why_and_that_there_is_a_password(self):
		with self.as_user("Guest"):
			answer = leading_on.lead_on(lambda: entering.begin("Pigeon", PAGE))
		self.assertEqual(answer.status_code, 403)
		self.assertIn("/login", answer.get_data(as_text=True))

	def test_who_may_change_everything_and_who_left_stay_outside(self):
		for user in (users.user("System Manager"), users.user(enabled=0), "Administrator"):
			with self.subTest(user=user):
				self.server.holder = users.unique("wang")
				messengers.account(user, self.server.holder)
				self.assertStays(self.answered(WECOM))

	def test_a_second_proof_is_not_gone_around(self):
		frappe.db.set_single_value("System Settings", {"enable_two_factor_auth": 1})
		frappe.db.set_value("Role", "All", "two_factor_auth", 1)
		frappe.clear_document_cache("Role", "All")
		self.addCleanup(frappe.clear_document_cache, "Role", "All")
		self.assertStays(self.answered(WECOM))

	def test_a_server_that_is_away_is_said_in_words_and_no_secret_is(self):
		words = self.answered(DINGTALK)
		self.server.fail("/v1.0/oauth2/userAccessToken", Fault(503, {"errmsg": SECRET}))
		refusal = self.assertRefused(SignInRefused, self.arrive, words)
		self.assertNotIn(SECRET, str(refusal))

	def test_where_it_is_not_used_nobody_comes_in(self):
		for channels, sign_in in ((BOTH, False), ((), True)):
			messengers.use(self.server, *channels, sign_in=sign_in)
			for service in (*BOTH, "SMS", "Email", "Pigeon"):
				with self.subTest(channels=channels, service=service):
					self.assertRefused(SignInRefused, self.begin, service)

	def test_switched_off_meanwhile_nobody_comes_in(self):
		words = self.answered(WECOM)
		messengers.use(self.server, *BOTH)
		self.assertStays(words)

	def test_whoever_is_logged_in_goes_on_to_the_page(self):
		with self.as_user(self.user):
			self.assertEqual(entering.begin(WECOM, PAGE), PAGE)

	def test_a_page_elsewhere_is_not_gone_to(self):
		elsewhere = (
			"https://evil.example/app",
			"//evil.example/app",
			"/app\\@evil.example",
			"/api/method/logout",
			"",
			"/app/\nx",
			"/apple",
		)
		with self.as_user(self.user):
			for page in elsewhere:
				with self.subTest(page=page):
					self.assertEqual(entering.begin(WECOM, page), "/app")

	def test_a_message_opens_by_way_of_the_sign_in_where_people_log_in_so(self):
		message = frappe._dict(reference_doctype="Qingdan Task", reference_name="2021-1")
		for service in BOTH:
			with self.subTest(service=service):
				address = urlsplit(channel_named(service).page_of(message))
				self.assertEqual(parse_qs(address.query), {"service": [service], "page": [PAGE]})
		messengers.use(self.server, *BOTH)
		self.assertTrue(channel_named(WECOM).page_of(message).endswith(PAGE))

	def test_the_list_administrator_says_not_who_logs_in(self):
		account = frappe.get_doc(ACCOUNT, {"user": self.user})
		with self.as_user(users.user("Qingdan List Administrator")):
			account.wecom_id = "me"
			self.assertRefused(AccountsLogIn, account.save)
			account.reload()
			account.user = users.user()
			self.assertRefused(AccountsLogIn, account.save)
			row = {"doctype": ACCOUNT, "user": users.user(), "dingtalk_id": "me"}
			self.assertRefused(AccountsLogIn, frappe.get_doc(row).insert)
			account.reload()
			account.full_name = "张三"
			account.save()
			account.wecom_id = ""
			account.save()
			messengers_off = {"wecom_sign_in": 0, "dingtalk_sign_in": 0}
			frappe.db.set_single_value(SETTINGS, messengers_off)
			frappe.clear_document_cache(SETTINGS, SETTINGS)
			frappe.get_doc(row).insert()

	def test_addresses_of_the_sign_in_are_the_messengers_own_unless_entered(self):
		settings = frappe.get_doc(SETTINGS)
		settings.update({"wecom_sign_in_page": "", "dingtalk_sign_in_server": ""})
		settings.save()
		self.assertTrue(settings.wecom_sign_in_page.startswith("https://open.weixin"))
		self.assertTrue(settings.dingtalk_sign_in_server.startswith("https://api.dingtalk"))
		settings.wecom_sign_in_page = "http://evil.example"
		self.assertRefused(WrongChannelSettings, settings.save)
