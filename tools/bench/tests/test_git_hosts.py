import socket

import pytest

from bench import git_hosts


@pytest.fixture
def direct(monkeypatch):
	monkeypatch.setattr(git_hosts, "has_proxy", lambda: False)


@pytest.fixture
def taken():
	"""A port on which somebody listens, and nobody says a word."""
	with socket.create_server(("127.0.0.1", 0)) as server:
		yield server.getsockname()[1]


@pytest.mark.usefixtures("direct")
def test_a_host_that_lets_nobody_in_is_not_asked(monkeypatch, taken):
	asked = []
	monkeypatch.setattr(git_hosts, "asks", lambda repository, ref: bool(asked.append(repository)) or True)

	assert not git_hosts.has("https://127.0.0.1:1/frappe", "HEAD")
	assert git_hosts.has(f"https://127.0.0.1:{taken}/frappe", "HEAD")
	assert asked == [f"https://127.0.0.1:{taken}/frappe"]


def test_behind_a_proxy_git_is_asked_at_once(monkeypatch):
	monkeypatch.setattr(git_hosts, "has_proxy", lambda: True)

	assert git_hosts.connects("https://127.0.0.1:1/frappe")


def test_a_repository_is_asked_for_its_branch(tmp_path):
	assert not git_hosts.has(tmp_path.as_uri(), "version-15")


def test_a_proxy_is_found_in_the_environment(monkeypatch):
	monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")

	assert git_hosts.has_proxy()
