"""Asking another server by HTTP, and what its silence means. No error carries an address: keys stand in these."""

from typing import Any
from urllib.parse import urlsplit

import requests
from frappe import _
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from qingdan_app.messaging.channels.base import REST, TemporaryError, UnclearError

PATIENCE = (3, 10)
"""Seconds to reach a server, and to wait for its answer; far below the lease of a message."""
TURNED_AWAY = frozenset({429, 503})
"""Answers of HTTP that say: not now."""
NEVER_ASKED = (requests.ConnectTimeout, requests.exceptions.SSLError, requests.exceptions.ProxyError)


def ask(method: str, address: str, **what: Any) -> dict:
	"""The JSON object that a server answers. Raises TemporaryError where it has done nothing, UnclearError where it may have."""
	try:
		response = requests.request(method, address, timeout=PATIENCE, allow_redirects=False, **what)
	except requests.RequestException as failure:
		raise error_of(failure, address) from None
	return _answer_of(response, address)


def error_of(failure: requests.RequestException, address: str) -> Exception:
	"""What a failed call means, in words that name the host alone."""
	host, why = urlsplit(address).netloc, type(failure).__name__
	if _never_asked(failure):
		return TemporaryError(_("{0} cannot be reached: {1}").format(host, why), rest=REST)
	if failure.response is not None:
		return error_of_status(failure.response.status_code, address)
	return UnclearError(_("{0} was asked and did not answer: {1}").format(host, why))


def error_of_status(status: int, address: str) -> Exception:
	"""What another status than 200 means."""
	host = urlsplit(address).netloc
	words = _("{0} answers with status {1}").format(host, status)
	if status in TURNED_AWAY or status < 500:
		return TemporaryError(words, rest=REST)
	return UnclearError(words)


def _never_asked(failure: requests.RequestException) -> bool:
	if isinstance(failure, NEVER_ASKED):
		return True
	cause = failure.args[0] if failure.args else None
	reason = cause.reason if isinstance(cause, MaxRetryError) else cause
	return isinstance(reason, NewConnectionError | ConnectTimeoutError)


def _answer_of(response: requests.Response, address: str) -> dict:
	if response.status_code != 200:
		raise error_of_status(response.status_code, address)
	try:
		answer = response.json()
	except ValueError:
		answer = None
	if not isinstance(answer, dict):
		raise UnclearError(_("{0} answers with something else than JSON").format(urlsplit(address).netloc))
	return answer
