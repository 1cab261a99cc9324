"""One HTTP client with a session cookie.

Alone it keeps its connection, as a browser does. Of many at once each takes a new one for every request, as a
server in front of gunicorn does: kept connections stay with the process that took them, and all may be one's.
"""

import http.client
import json
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from . import inside

METHOD = "/api/method/"


@dataclass
class Answer:
	"""What came back: `status` of HTTP, the parsed body, and how many seconds it took."""

	status: int
	body: dict
	seconds: float

	@property
	def message(self):
		return self.body.get("message")


class Client:
	"""Somebody at a browser, logged in."""

	def __init__(self, user: str, *, alone: bool = True):
		address = urlsplit(inside.ADDRESS)
		self.user, self.alone = user, alone
		self.connection = http.client.HTTPConnection(address.hostname, address.port, timeout=120)
		self.cookie = ""
		self._log_in()

	def get(self, method: str, **words: object) -> Answer:
		return self._ask("GET", f"{METHOD}{method}?{urlencode(words)}", None, {})

	def post(self, method: str, **words: object) -> Answer:
		"""Call with a JSON body."""
		kind = {"Content-Type": "application/json"}
		return self._ask("POST", f"{METHOD}{method}", json.dumps(words).encode(), kind)

	def post_form(self, method: str, **words: object) -> Answer:
		"""Call as Desk does, with a form."""
		kind = {"Content-Type": "application/x-www-form-urlencoded"}
		return self._ask("POST", f"{METHOD}{method}", urlencode(words).encode(), kind)

	def upload(self, file_name: str, content: bytes, **words: object) -> Answer:
		"""Upload a private file as Desk's uploader does."""
		edge = "benchmark-edge"
		parts = [
			f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
			for key, value in {"is_private": 1, **words}.items()
		]
		head = f'Content-Disposition: form-data; name="file"; filename="{file_name}"'
		parts.append(f"--{edge}\r\n{head}\r\nContent-Type: text/plain\r\n\r\n".encode() + content)
		parts.append(f"\r\n--{edge}--\r\n".encode())
		kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
		return self._ask("POST", f"{METHOD}upload_file", b"".join(parts), kind)

	def _log_in(self) -> None:
		answer = self.post_form("login", usr=self.user, pwd=inside.PASSWORD)
		if answer.status != 200:
			raise RuntimeError(f"{self.user} cannot log in: {answer.body}")

	def _ask(self, verb: str, path: str, body: bytes | None, headers: dict) -> Answer:
		headers = {"Accept": "application/json", "Cookie": self.cookie, **headers}
		if not self.alone:
			headers["Connection"] = "close"
		begun = time.perf_counter()
		try:
			self.connection.request(verb, path, body, headers)
			answer = self.connection.getresponse()
		except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
			self.connection.close()  # the server ends an idle connection after its keep-alive time
			self.connection.request(verb, path, body, headers)
			answer = self.connection.getresponse()
		content = answer.read()
		if not self.alone:
			self.connection.close()
		seconds = time.perf_counter() - begun
		self._keep_cookies(answer)
		return Answer(answer.status, _parsed(content), seconds)

	def _keep_cookies(self, answer: http.client.HTTPResponse) -> None:
		for cookie in answer.headers.get_all("Set-Cookie") or []:
			if cookie.startswith("sid=") and not self.cookie:
				self.cookie = cookie.partition(";")[0]


def _parsed(content: bytes) -> dict:
	try:
		parsed = json.loads(content)
	except ValueError:
		return {"text": content[:500].decode(errors="replace")}
	return parsed if isinstance(parsed, dict) else {"text": parsed}
