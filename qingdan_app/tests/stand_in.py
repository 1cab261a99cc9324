"""A messenger's server on loopback, for tests and figures: it checks what it is asked as the public documentation says, answers in
the shapes it says, and forgets nothing. No Frappe.
"""

import base64
import hashlib
import hmac
import itertools
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

KEY, SECRET, AGENT = "ding-or-corp-key", "a-secret-that-no-log-may-show", 1000002
ROBOT, ROBOT_SECRET = "robot-that-no-log-may-show", "SEC-that-no-log-may-show"
LONGEST_NOTICE, LONGEST_TITLE, LONGEST_WORDS = 2048, 128, 512


class Said(NamedTuple):
	"""What one person has been shown."""

	service: str
	person: str
	words: str
	address: str


class Fault(NamedTuple):
	"""What goes wrong with one request: answered so instead, or done and then not answered (`drops`)."""

	status: int = 200
	answer: Any = None
	drops: bool = False


class Redirect(NamedTuple):
	"""Where a browser is sent."""

	address: str


class StandIn:
	"""A running server. `said` is what has reached people, `asked` every path that was asked for."""

	def __init__(self, people: Callable[[str], bool] = lambda person: not person.startswith("nobody")):
		self.knows = people
		self.tokens: dict[str, float] = {}
		self.said: list[Said] = []
		self.asked: list[str] = []
		self.shown: dict[tuple[str, str, str], float] = {}
		self.group_times: list[float] = []
		self.faults: dict[str, deque[Fault]] = defaultdict(deque)
		self.holder = "nobody"
		"""Who holds the phone on which a page of its sign-in is opened."""
		self.codes: dict[str, str] = {}
		self.lifetime = 7200
		self.most_in_a_minute = 20
		self.now = time.time
		self._numbers, self._lock = itertools.count(1), threading.Lock()
		self._server = _Server(("127.0.0.1", 0), _Handler)
		self._server.stand_in = self
		self.address = f"http://127.0.0.1:{self._server.server_port}"

	def __enter__(self) -> "StandIn":
		threading.Thread(target=self._server.serve_forever, daemon=True).start()
		return self

	def __exit__(self, *_exception) -> None:
		self._server.shutdown()
		self._server.server_close()

	def fail(self, path: str, *faults: Fault) -> None:
		"""Let the next requests for a path go wrong so."""
		self.faults[path].extend(faults)

	def to(self, person: str) -> list[Said]:
		"""What one person has been shown."""
		return [said for said in self.said if said.person == person]

	def answer(
		self, method: str, path: str, query: dict[str, str], body: Any, headers: Mapping[str, str]
	) -> dict | Fault | Redirect:
		with self._lock:
			self.asked.append(path)
			fault = self.faults[path].popleft() if self.faults[path] else None
			if fault and not fault.drops:
				return fault
			found = ROUTES.get((method, path))
			body = headers if found in BY_HEADERS else body
			done = found(self, query, body) if found else {"errcode": 404, "errmsg": "no such interface"}
			return fault or done

	def give_token(self, query: dict[str, str], names: tuple[str, str], refusal: tuple[int, str]) -> dict:
		if (query.get(names[0]), query.get(names[1])) != (KEY, SECRET):
			return {"errcode": refusal[0], "errmsg": refusal[1]}
		token = f"token-{next(self._numbers)}-that-no-log-may-show"
		self.tokens[token] = self.now() + self.lifetime
		return {"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": self.lifetime}

	def refuses(self, query: dict[str, str]) -> dict | None:
		ends = self.tokens.get(query.get("access_token", ""))
		if ends is None:
			return {"errcode": 40014, "errmsg": "invalid access_token"}
		return {"errcode": 42001, "errmsg": "access_token expired"} if ends < self.now() else None

	def show(self, said: Said, within: float) -> bool:
		"""Show it, unless the same words were shown within so many seconds."""
		key, now = (said.service, said.person, said.words), self.now()
		if within and now - self.shown.get(key, 0.0) < within:
			return False
		self.shown[key] = now
		self.said.append(said)
		return True

	def say_in_group(self, service: str, words: str, named: list[str], too_many: dict) -> dict:
		"""Robots may say so much in a minute, and nothing that they say is known again."""
		self.group_times = [moment for moment in self.group_times if self.now() - moment < 60]
		if len(self.group_times) >= self.most_in_a_minute:
			return too_many
		self.group_times.append(self.now())
		self.said.append(Said(service, ",".join(named), words, ""))
		return {"errcode": 0, "errmsg": "ok"}

	def ask_holder(self, query: dict[str, str], key: str, code: str) -> dict | Redirect:
		"""The page of a sign-in, on which the holder of the phone agrees at once."""
		if query.get(key) != KEY or not query.get("redirect_uri") or query.get("response_type") != "code":
			return {"errcode": 50001, "errmsg": "redirect_url is not registered"}
		given = f"code-{next(self._numbers)}"
		self.codes[given] = self.holder
		words = urlencode({code: given, "state": query.get("state", "")})
		return Redirect(f"{query['redirect_uri']}?{words}")

	def number(self) -> int:
		return next(self._numbers)


def _dingtalk_token(server: StandIn, query: dict, _body: Any) -> dict:
	return server.give_token(query, ("appkey", "appsecret"), (40096, "不合法的appKey或appSecret"))


def _dingtalk_notice(server: StandIn, query: dict, body: Any) -> dict:
	if refusal := server.refuses(query):
		return {
			"errcode": 88,
			"sub_code": str(refusal["errcode"]),
			"sub_msg": refusal["errmsg"],
			"errmsg": "ding talk error",
		}
	notice = body.get("msg", {})
	card = notice.get("oa", {})
	if body.get("agent_id") != AGENT or notice.get("msgtype") != "oa" or not card.get("message_url"):
		return {"errcode": 400002, "errmsg": "参数错误"}
	if len(json.dumps(notice)) > LONGEST_NOTICE:
		return {"errcode": 400002, "errmsg": "消息体过长"}
	if not server.knows(body.get("userid_list", "")):
		return {"errcode": 33012, "errmsg": "无效的USERID"}
	words = json.dumps(card["body"], ensure_ascii=False)
	server.show(Said("DingTalk", body["userid_list"], words, card["message_url"]), within=24 * 3600)
	return {"errcode": 0, "errmsg": "ok", "task_id": server.number(), "request_id": "r"}


def _wecom_token(server: StandIn, query: dict, _body: Any) -> dict:
	return server.give_token(query, ("corpid", "corpsecret"), (40001, "invalid credential"))


def _wecom_message(server: StandIn, query: dict, body: Any) -> dict:
	if refusal := server.refuses(query):
		return refusal
	card = body.get("textcard", {})
	if body.get("agentid") != AGENT:
		return {"errcode": 40056, "errmsg": "invalid agentid"}
	if body.get("msgtype") != "textcard" or not all(map(card.get, ("title", "description", "url"))):
		return {"errcode": 40008, "errmsg": "invalid message type"}
	if len(card["title"].encode()) > LONGEST_TITLE or len(card["description"].encode()) > LONGEST_WORDS:
		return {"errcode": 45002, "errmsg": "content size out of limit"}
	if not server.knows(body.get("touser", "")):
		return {
			"errcode": 81013,
			"errmsg": "user & party & tag all invalid",
			"invaliduser": body.get("touser"),
		}
	within = body.get("duplicate_check_interval", 1800) if body.get("enable_duplicate_check") else 0
	server.show(Said("WeCom", body["touser"], card["description"], card["url"]), within)
	return {"errcode": 0, "errmsg": "ok", "invaliduser": "", "msgid": f"m{server.number()}"}


def _dingtalk_robot(server: StandIn, query: dict, body: Any) -> dict:
	stamp = f"{query.get('timestamp')}\n{ROBOT_SECRET}".encode()
	signed = base64.b64encode(hmac.new(ROBOT_SECRET.encode(), stamp, hashlib.sha256).digest()).decode()
	age = abs(server.now() - int(query.get("timestamp") or 0) / 1000)
	if query.get("access_token") != ROBOT:
		return {"errcode": 300001, "errmsg": "token is not exist"}
	if query.get("sign") != signed or age > 3600:
		return {"errcode": 310000, "errmsg": "sign not match"}
	too_many = {"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"}
	return server.say_in_group("DingTalk", body["text"]["content"], body["at"]["atUserIds"], too_many)


def _wecom_robot(server: StandIn, query: dict, body: Any) -> dict:
	if query.get("key") != ROBOT:
		return {"errcode": 93000, "errmsg": "invalid webhook url"}
	words = body["text"]["content"]
	if len(words.encode()) > 2048:
		return {"errcode": 40058, "errmsg": "content exceed max length"}
	too_many = {"errcode": 45009, "errmsg": "api freq out of limit"}
	return server.say_in_group("WeCom", words, body["text"]["mentioned_list"], too_many)


def _text_message(server: StandIn, _query: dict, body: Any) -> dict:
	server.show(Said("SMS", body["to"], body["text"], ""), within=0)
	return {"errcode": 0}


def _wecom_page(server: StandIn, query: dict, _body: Any) -> dict | Redirect:
	return server.ask_holder(query, "appid", "code")


def _wecom_holder(server: StandIn, query: dict, _body: Any) -> dict:
	if refusal := server.refuses(query):
		return refusal
	person = server.codes.pop(query.get("code", ""), None)
	if person is None:
		return {"errcode": 40029, "errmsg": "invalid code"}
	known = {"userid": person} if server.knows(person) else {"openid": f"o-{person}"}
	return {"errcode": 0, "errmsg": "ok", **known}


def _dingtalk_page(server: StandIn, query: dict, _body: Any) -> dict | Redirect:
	return server.ask_holder(query, "client_id", "authCode")


def _dingtalk_user_token(server: StandIn, _query: dict, body: Any) -> dict | Fault:
	person = server.codes.pop(body.get("code", ""), None)
	who = (body.get("clientId"), body.get("clientSecret"), body.get("grantType"))
	if person is None or who != (KEY, SECRET, "authorization_code"):
		return Fault(400, {"code": "invalidParameter.authCode.notFound", "message": "不存在的临时授权码"})
	return {"accessToken": f"user-token-of-{person}", "expireIn": 7200, "corpId": "ding"}


def _dingtalk_me(_server: StandIn, _query: dict, headers: Mapping[str, str]) -> dict | Fault:
	token = headers.get("x-acs-dingtalk-access-token", "")
	if not token.startswith("user-token-of-"):
		return Fault(400, {"code": "InvalidAuthentication", "message": "不合法的access_token"})
	return {"nick": "某人", "unionId": f"union-{token.removeprefix('user-token-of-')}"}


def _dingtalk_by_union_id(server: StandIn, query: dict, body: Any) -> dict:
	if refusal := server.refuses(query):
		return {"errcode": 88, "sub_code": str(refusal["errcode"]), "sub_msg": refusal["errmsg"]}
	person = (body.get("unionid") or "").removeprefix("union-")
	if not server.knows(person):
		return {"errcode": 60121, "errmsg": "找不到该用户"}
	return {"errcode": 0, "errmsg": "ok", "result": {"contact_type": 0, "userid": person}}


ROUTES: dict[tuple[str, str], Callable[[StandIn, dict, Any], dict]] = {
	("GET", "/gettoken"): _dingtalk_token,
	("POST", "/topapi/message/corpconversation/asyncsend_v2"): _dingtalk_notice,
	("GET", "/cgi-bin/gettoken"): _wecom_token,
	("POST", "/cgi-bin/message/send"): _wecom_message,
	("POST", "/robot/send"): _dingtalk_robot,
	("POST", "/cgi-bin/webhook/send"): _wecom_robot,
	("POST", "/sms"): _text_message,
	("GET", "/connect/oauth2/authorize"): _wecom_page,
	("GET", "/cgi-bin/auth/getuserinfo"): _wecom_holder,
	("GET", "/oauth2/auth"): _dingtalk_page,
	("POST", "/v1.0/oauth2/userAccessToken"): _dingtalk_user_token,
	("GET", "/v1.0/contact/users/me"): _dingtalk_me,
	("POST", "/topapi/user/getbyunionid"): _dingtalk_by_union_id,
}
BY_HEADERS = (_dingtalk_me,)
"""They are told by a header who asks."""


class _Server(ThreadingHTTPServer):
	daemon_threads = True
	request_queue_size = 128
	stand_in: StandIn


class _Handler(BaseHTTPRequestHandler):
	protocol_version = "HTTP/1.1"
	server: _Server

	def do_GET(self) -> None:
		self._serve(None)

	def do_POST(self) -> None:
		raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
		is_json = "json" in self.headers.get("Content-Type", "")
		self._serve(json.loads(raw) if is_json else _flat(raw))

	def _serve(self, body: Any) -> None:
		parts = urlsplit(self.path)
		answer = self.server.stand_in.answer(self.command, parts.path, _flat(parts.query), body, self.headers)
		if isinstance(answer, Redirect):
			self.send_response(302)
			self.send_header("Location", answer.address)
			self.send_header("Content-Length", "0")
			self.end_headers()
			return
		if isinstance(answer, Fault) and answer.drops:
			self.close_connection = True
			return
		status, said = (answer.status, answer.answer) if isinstance(answer, Fault) else (200, answer)
		words = (said if isinstance(said, str) else json.dumps(said)).encode()
		self.send_response(status)
		self.send_header("Content-Type", "application/json")
		self.send_header("Content-Length", str(len(words)))
		self.end_headers()
		self.wfile.write(words)

	def log_message(self, *_arguments) -> None:
		pass


def _flat(query: str) -> dict[str, str]:
	return {name: values[0] for name, values in parse_qs(query).items()}
