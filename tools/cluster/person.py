"""Somebody at a browser who is served by two nodes, now by one and now by the other."""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlencode

from .places import Ports

METHOD = "/api/method/"
PERFORM = "qingdan_app.api.documents.perform"
LONGEST = 120
"""Seconds to wait for an answer: whoever waits longer has none."""


@dataclass(frozen=True)
class Answer:
	"""What came back: the status of HTTP, 0 where the connection broke, and the body."""

	status: int
	body: dict

	@property
	def message(self):
		return self.body.get("message")

	@property
	def name(self) -> str:
		"""How a refusal is called; empty where it has no name."""
		return (
			self.body.get("exc_type")
			or str(self.body.get("exception") or "").split(":")[0].rpartition(".")[2]
		)

	@property
	def is_done(self) -> bool:
		return self.status == 200

	@property
	def is_named_refusal(self) -> bool:
		"""Whether it says that nothing was done, and by what rule."""
		return 400 <= self.status < 500 and bool(self.name)


class Person:
	"""Somebody with a password; logged in once, for both nodes."""

	def __init__(self, ports: Ports, user: str, password: str):
		self.ports, self.user, self.password, self.cookie = ports, user, password, ""

	def log_in(self, node: int) -> Answer:
		"""Come in by a node; what it answered."""
		return self._form(node, "login", {"usr": self.user, "pwd": self.password})

	def call(self, node: int, method: str, **words: object) -> Answer:
		"""Call an endpoint at a node with a JSON body."""
		kind = {"Content-Type": "application/json"}
		return self.ask(node, "POST", f"{METHOD}{method}", json.dumps(words).encode(), kind)

	def get(self, node: int, method: str, **words: object) -> Answer:
		return self.ask(node, "GET", f"{METHOD}{method}?{urlencode(words)}")

	def upload(self, node: int, file_name: str, content: bytes) -> Answer:
		"""Upload a private file as Desk's uploader does."""
		edge = "edge-of-a-part"
		head = f'Content-Disposition: form-data; name="file"; filename="{file_name}"'
		parts = [
			f'--{edge}\r\nContent-Disposition: form-data; name="is_private"\r\n\r\n1\r\n'.encode(),
			f"--{edge}\r\n{head}\r\nContent-Type: text/plain\r\n\r\n".encode() + content,
			f"\r\n--{edge}--\r\n".encode(),
		]
		kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
		return self.ask(node, "POST", f"{METHOD}upload_file", b"".join(parts), kind)

	def _form(self, node: int, method: str, words: dict) -> Answer:
		kind = {"Content-Type": "application/x-www-form-urlencoded"}
		return self.ask(node, "POST", f"{METHOD}{method}", urlencode(words).encode(), kind)

	def ask(
		self, node: int, verb: str, path: str, body: bytes | None = None, headers: dict | None = None
	) -> Answer:
		"""Ask a node; a connection that breaks is an answer too."""
		headers = {
			"Accept": "application/json",
			"Cookie": self.cookie,
			"Connection": "close",
			**(headers or {}),
		}
		connection = http.client.HTTPConnection("127.0.0.1", self.ports.web(node), timeout=LONGEST)
		try:
			connection.request(verb, path, body, headers)
			answer = connection.getresponse()
			self._keep_cookie(answer)
			return Answer(answer.status, parsed(answer.read()))
		except (OSError, http.client.HTTPException):
			return Answer(0, {})
		finally:
			connection.close()

	def _keep_cookie(self, answer: http.client.HTTPResponse) -> None:
		for line in answer.headers.get_all("Set-Cookie", []):
			pair = line.split(";")[0]
			if pair.startswith("sid=") and pair != "sid=Guest":
				self.cookie = pair


def parsed(body: bytes) -> dict:
	"""The body of an answer; what is no JSON of names has none."""
	try:
		found = json.loads(body or b"{}")
	except ValueError:
		return {"text": body.decode(errors="replace")[:500]}
	return found if isinstance(found, dict) else {"message": found}
