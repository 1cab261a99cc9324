"""A signature as DingTalk's documentation computes it, here by another way: openssl and base64."""

from qingdan_app.messaging.rules.signing import signature

KNOWN = "wC6MckGUCr8lRU/ZeRr+XEc0FMVR+6Pl/+JmygjnaqE="
"""printf '1577262236757\\nSEC-of-a-group' | openssl dgst -sha256 -hmac 'SEC-of-a-group' -binary | base64"""


def test_it_is_what_openssl_computes():
	assert signature("SEC-of-a-group", 1577262236757) == KNOWN


def test_another_moment_or_secret_has_another_one():
	assert len({signature("a", 1), signature("a", 2), signature("b", 1)}) == 3
