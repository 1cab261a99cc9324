"""What is written for the servers of a cluster: who listens where, and who is written."""

import re
from pathlib import Path

import pytest
from bench import settings
from bench.home import Home

from cluster import balancing, places, servers
from cluster.places import NODES, SERVERS, Ports
from cluster.servers import Server


@pytest.fixture
def home(tmp_path: Path) -> Home:
	home = Home(root=tmp_path / "checkout", path=tmp_path / "state")
	home.make_folders()
	return home


def test_nothing_listens_where_another_does_and_all_within_the_block():
	ports = Ports(10000)
	taken = [
		*(
			kind(number)
			for number in SERVERS
			for kind in (ports.database, ports.group, ports.missed, ports.whole)
		),
		*(ports.web(node) for node in NODES),
		*(ports.replica, ports.writer, ports.cache, ports.queue),
	]

	assert len(taken) == len(set(taken))
	assert set(taken) <= set(range(10000, 10000 + places.SIZE))


def test_no_block_of_a_cluster_meets_one_of_a_bench():
	assert places.LOWEST + places.BLOCKS * places.SIZE <= settings.FIRST_PORT


def test_only_one_server_is_written_and_the_others_wait():
	lines = re.findall(
		r"^\tserver (\S+) 127.0.0.1:(\d+)( backup)?$", balancing.configuration(Ports(10000)), re.MULTILINE
	)

	assert [name for name, _port, backup in lines if not backup] == ["galera-1"]
	assert [int(port) for _name, port, _backup in lines] == [
		Ports(10000).database(number) for number in SERVERS
	]


def test_whoever_gives_everything_away_is_not_asked_first_where_it_is_written(home: Home):
	of = {number: servers.configuration(home, Ports(10000), Server(number)) for number in SERVERS}

	assert "wsrep-sst-donor = galera-2,galera-1\n" in of[3]
	assert "wsrep-sst-donor = galera-3,galera-2\n" in of[1]


def test_a_server_is_told_where_all_of_them_are_and_the_replica_of_none(home: Home):
	members = ",".join(f"127.0.0.1:{Ports(10000).group(number)}" for number in SERVERS)

	for number in SERVERS:
		assert f"gcomm://{members}\n" in servers.configuration(home, Ports(10000), Server(number))
	assert "wsrep" not in servers.configuration(home, Ports(10000), Server(0))


def test_each_server_has_a_number_and_a_folder_of_its_own(home: Home):
	texts = [servers.configuration(home, Ports(10000), Server(number)) for number in (0, *SERVERS)]

	for word in ("server-id", "datadir", "socket", "port"):
		found = [re.search(rf"^{word} = (.+)$", text, re.MULTILINE)[1] for text in texts]
		assert len(set(found)) == len(texts)
