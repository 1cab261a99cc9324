"""How a robot of a DingTalk group is asked: its address, the time, and a signature over both secret and time."""

import base64
import hashlib
import hmac


def signature(secret: str, milliseconds: int) -> str:
	"""The signature of a moment: HMAC-SHA256 over “time, line break, secret”, in Base64, before it is put into an address."""
	words = f"{milliseconds}\n{secret}".encode()
	return base64.b64encode(hmac.new(secret.encode(), words, hashlib.sha256).digest()).decode()
