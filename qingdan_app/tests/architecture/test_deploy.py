"""The files of `deploy/`: no container runs here, so each is read, and what it names is held against what there is, with us and with others."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from qingdan_app.tests.architecture import code, deployed_upon

DEPLOY = code.APP.parent / "deploy"
VARIABLE = re.compile(r"(?<!\$)\$\{(?P<name>\w+)(?P<rest>[^}]*)\}")
COMPOSE = ("compose.qingdan.yaml", "compose.tls.yaml")
WEB = ("20-web.cfg", "20-web-tls.cfg")
HANDSHAKE, QUESTION = 0x8201, "SHOW STATUS LIKE 'wsrep_ready'"


def text(*parts: str) -> str:
	return DEPLOY.joinpath(*parts).read_text(encoding="utf-8")


def compose(name: str = COMPOSE[0]) -> dict:
	return yaml.safe_load(text("compose", name))


def services() -> dict[str, dict]:
	return compose()["services"]


def values() -> dict:
	return yaml.safe_load(text("helm", "values.yaml"))


def manifests() -> dict[tuple[str, str], dict]:
	"""What is given to Kubernetes, by kind and name."""
	found = [
		each for name in ("galera", "haproxy") for each in yaml.safe_load_all(text("helm", f"{name}.yaml"))
	]
	return {(each["kind"], each["metadata"]["name"]): each for each in found}


def leaves(tree: dict, known: set[str], above: str = "") -> set[str]:
	"""Dotted paths of values, as deep as the list of known ones goes."""
	found: set[str] = set()
	for key, value in tree.items():
		path = f"{above}{key}"
		if path in known or not isinstance(value, dict):
			found.add(path)
		else:
			found |= leaves(value, known, f"{path}.")
	return found


def lines_of(file: str, word: str) -> list[str]:
	"""What follows a word of HAProxy's, line by line."""
	found = re.findall(rf"^\t{re.escape(word)} (.+)$", text("haproxy", file), flags=re.MULTILINE)
	return [str(line) for line in found]


def images() -> set[str]:
	recipe = re.findall(
		r"^(?:FROM |ARG \w+_IMAGE=)(\S+)$", text("image", "Containerfile"), flags=re.MULTILINE
	)
	ours = {each["image"] for each in services().values() if "image" in each}
	pods = manifests()[("Deployment", "qingdan-haproxy")]["spec"]["template"]["spec"]["containers"]
	return {*recipe, *ours, *(pod["image"] for pod in pods), values()["image"]["repository"]}


def mounted(name: str) -> list[tuple[str, str]]:
	"""What of this folder is mounted, and where."""
	return [
		(source.partition("}/")[2], target)
		for service in compose(name)["services"].values()
		for source, target, *_ in (volume.rsplit(":", 2) for volume in service.get("volumes", ()))
		if source.startswith("${QINGDAN_DEPLOY")
	]


@pytest.mark.parametrize("name", COMPOSE)
def test_a_service_is_theirs_or_says_what_it_runs(name):
	known = {*deployed_upon.SERVICES, *(key for key, each in services().items() if "image" in each)}
	assert {key for key in compose(name)["services"] if key not in known} == set()


@pytest.mark.parametrize("name", COMPOSE)
def test_a_service_uses_keys_that_compose_knows(name):
	for key, service in compose(name)["services"].items():
		assert set(service) - deployed_upon.COMPOSE_KEYS == set(), key


def test_whom_a_service_waits_for_is_there():
	known = {*deployed_upon.SERVICES, *services()}
	for key, service in services().items():
		assert set(service.get("depends_on", ())) - known == set(), key


def test_the_variables_of_a_service_are_read_by_its_image():
	for key, service in services().items():
		read = deployed_upon.ENVIRONMENT.get(re.sub(r"-\d$", "", key), set())
		given = set(service.get("environment", ())) - {"TZ"}
		if key != "haproxy":
			assert given - read == set(), key


def test_an_address_within_leads_to_a_port_that_somebody_listens_on():
	ports = {**deployed_upon.SERVICES, "backend-2": deployed_upon.SERVICES["backend"]}
	for key in ("frontend", "frontend-2"):
		for name in ("BACKEND", "SOCKETIO"):
			host, port = services()[key]["environment"][name].split(":")
			assert int(port) in ports[host], (key, name)
	configured = services()["configurator"]["environment"]
	assert lines_of("10-database.cfg", "bind") == [f":{configured['DB_PORT']}"]
	assert configured["DB_HOST"] in services()


def test_each_web_node_has_a_gunicorn_of_its_own_and_all_have_one_socketio():
	fronts = [services()[key]["environment"] for key in ("frontend", "frontend-2")]
	assert len({front["BACKEND"] for front in fronts}) == 2
	assert len({front["SOCKETIO"] for front in fronts}) == 1


def test_there_is_one_scheduler():
	assert "deploy" not in services()["scheduler"]
	assert [key for key in services() if "scheduler" in key] == ["scheduler"]
	assert values()["worker"]["scheduler"]["replicaCount"] == 1


@pytest.mark.parametrize("file", WEB)
def test_haproxy_sends_requests_to_the_web_nodes_and_asks_them_how_they_are(file):
	servers = [line.split()[1] for line in lines_of(file, "server")]
	assert servers == ["frontend:8080", "frontend-2:8080"]
	(asked,) = lines_of(file, "http-check send")
	module, name = asked.split("/api/method/")[1].split()[0].rsplit(".", 1)
	assert code.defines(f"{module}.{name}")


@pytest.mark.parametrize("file", WEB)
def test_where_a_request_comes_from_is_said_by_nobody_but_the_proxy(file):
	assert "del-header X-Forwarded-For" in lines_of(file, "http-request")
	assert services()["frontend"]["environment"]["UPSTREAM_REAL_IP_HEADER"] == "X-Forwarded-For"


def test_gunicorn_believes_nginx_that_people_came_by_tls():
	"""Frappe marks its cookies Secure by what gunicorn takes the request for."""
	for key in ("backend", "backend-2"):
		assert services()[key]["environment"]["FORWARDED_ALLOW_IPS"] == "*"
	given = {each["name"]: each["value"] for each in values()["worker"]["gunicorn"]["envVars"]}
	assert given["FORWARDED_ALLOW_IPS"] == "*"
	assert "set-header X-Forwarded-Proto https" in lines_of("20-web-tls.cfg", "http-request")


def test_both_ways_to_the_web_nodes_are_the_same_but_for_tls():
	plain, tls = (text("haproxy", file).partition("backend web_nodes")[2] for file in WEB)
	assert plain == tls


def test_haproxy_knows_every_server_of_the_cluster_and_writes_to_one():
	servers = lines_of("10-database.cfg", "server")
	named = [VARIABLE.search(server)["name"] for server in servers]
	for given in (services()["haproxy"]["environment"], of_pods()):
		assert set(named) <= set(given)
	assert [("backup" in server.split()) for server in servers] == [False, True, True]


def of_pods() -> dict[str, str]:
	(container,) = manifests()[("Deployment", "qingdan-haproxy")]["spec"]["template"]["spec"]["containers"]
	return {each["name"]: each["value"] for each in container["env"]}


def test_the_servers_of_the_cluster_are_those_of_the_compose_file():
	asked = re.search(
		r"^wsrep_cluster_address = gcomm://(.+)$", text("galera", "galera.cnf"), flags=re.MULTILINE
	)
	servers = asked[1].split(",")
	environment = services()["haproxy"]["environment"]
	assert servers == [environment[f"QINGDAN_DB_{number}"] for number in (1, 2, 3)]
	for server in servers:
		assert f"--wsrep_node_name={server}" in services()[server]["command"]


def test_what_haproxy_sends_to_a_server_of_the_database_is_what_it_says():
	login, question, leave = map(bytes.fromhex, lines_of("10-database.cfg", "tcp-check send-binary"))
	for packet in (login, question, leave):
		assert int.from_bytes(packet[:3], "little") == len(packet) - 4
	assert int.from_bytes(login[4:8], "little") == HANDSHAKE
	assert login[36:] == b"haproxy\0\0"
	assert "CREATE USER IF NOT EXISTS 'haproxy'@'%' IDENTIFIED BY ''" in text("galera", "haproxy-user.sql")
	assert question[4:] == b"\x03" + QUESTION.encode()
	assert leave[4:] == b"\x01"
	(heard,) = lines_of("10-database.cfg", "tcp-check expect binary")
	assert bytes.fromhex(heard) == b"wsrep_ready\x02ON"


@pytest.mark.parametrize("name", COMPOSE)
def test_what_is_mounted_is_there_and_one_file_stands_in_one_place(name):
	assert [file for file, _ in mounted(name) if not (DEPLOY / file).is_file()] == []
	if name != COMPOSE[0]:
		assert {target for _, target in mounted(name)} <= {target for _, target in mounted(COMPOSE[0])}


def test_every_volume_is_declared():
	used = {
		volume.partition(":")[0]
		for service in services().values()
		for volume in service.get("volumes", ())
		if not volume.startswith("$")
	}
	assert used - {*compose()["volumes"], *deployed_upon.VOLUMES} == set()


def test_every_variable_is_in_the_example_or_is_theirs_and_every_one_of_the_example_is_used():
	asked = {found["name"] for name in COMPOSE for found in VARIABLE.finditer(text("compose", name))}
	offered = set(re.findall(r"^(\w+)=", text("compose", "example.env"), flags=re.MULTILINE))
	assert asked - offered - deployed_upon.VARIABLES == set()
	assert offered - asked == set()


def test_no_image_names_a_host():
	for image in images():
		host, slash, _ = re.sub(r"\$\{[^}]*\}", "x", image).partition("/")
		assert not (slash and re.search(r"[.:]|^localhost$", host)), image


def test_no_file_names_an_address_of_others():
	for file in DEPLOY.rglob("*"):
		if file.is_file():
			assert (
				re.findall(r"https?://(?![\w.]*example\.org)\S+", file.read_text(encoding="utf-8")) == []
			), file.name


def test_the_queue_forgets_nothing_and_throws_nothing_away():
	command = " ".join(services()["redis-queue"]["command"])
	assert "--appendonly yes --appendfsync everysec --maxmemory-policy noeviction" in command
	said = values()["valkey-queue"]["valkeyConfig"].splitlines()
	assert said == ["appendonly yes", "appendfsync everysec", "maxmemory-policy noeviction"]
	assert values()["valkey-queue"]["dataStorage"]["enabled"]


def test_every_value_is_one_of_the_chart():
	given = leaves(values(), deployed_upon.VALUES)
	assert given - deployed_upon.VALUES == set()
	assert deployed_upon.REQUIRED_VALUES - given == set()


def test_two_web_nodes_of_the_chart_are_asked_how_they_are_by_the_name_of_the_site():
	given = values()
	assert given["nginx"]["replicaCount"] == given["worker"]["gunicorn"]["replicaCount"] == 2
	probe = given["worker"]["gunicorn"]["readinessProbe"]
	assert probe["tcpSocket"] is None, "a probe asks in one way: the chart's own is taken away"
	assert probe["httpGet"]["port"] == deployed_upon.GUNICORN_PORT
	assert code.defines(probe["httpGet"]["path"].removeprefix("/api/method/"))
	(host,) = (header["value"] for header in probe["httpGet"]["httpHeaders"])
	sites = {given["jobs"][job]["siteName"] for job in deployed_upon.CHART_JOBS}
	assert (
		{host, given["ingress"]["hosts"][0]["host"], *given["ingress"]["tls"][0]["hosts"]} == sites == {host}
	)


def test_the_chart_reaches_the_cluster_through_haproxy():
	service = manifests()[("Service", values()["dbHost"])]
	(port,) = service["spec"]["ports"]
	pod = manifests()[("Deployment", "qingdan-haproxy")]["spec"]["template"]
	assert port["port"] == values()["dbPort"]
	assert service["spec"]["selector"] == pod["metadata"]["labels"]
	(container,) = pod["spec"]["containers"]
	assert {each["name"]: each["containerPort"] for each in container["ports"]}[port["targetPort"]] == 3306


def test_the_pods_of_the_cluster_are_called_as_the_operator_calls_them():
	cluster = manifests()[("MariaDB", "qingdan-galera")]
	name, count = cluster["metadata"]["name"], cluster["spec"]["replicas"]
	internal = deployed_upon.INTERNAL_SERVICE.format(name)
	wanted = [f"{name}-{number}.{internal}.qingdan.svc.cluster.local" for number in range(count)]
	assert sorted(of_pods().values()) == wanted


def test_the_kinds_of_the_operator_have_the_keys_that_are_used():
	for (kind, _name), manifest in manifests().items():
		if kind in deployed_upon.KINDS:
			assert set(manifest["spec"]) - deployed_upon.KINDS[kind] == set(), kind


def test_there_is_one_password_of_the_database():
	given = values()
	asked = {(given["dbExistingSecret"], given["dbExistingSecretPasswordKey"])}
	for key in (("MariaDB", "qingdan-galera"), ("SqlJob", "qingdan-haproxy-user")):
		spec = manifests()[key]["spec"]
		reference = spec.get("rootPasswordSecretKeyRef") or spec["passwordSecretKeyRef"]
		asked.add((reference["name"], reference["key"]))
	assert len(asked) == 1


def test_the_cluster_of_both_ways_is_set_alike():
	plain = settings(text("galera", "galera.cnf"))
	operated = settings(manifests()[("MariaDB", "qingdan-galera")]["spec"]["myCnf"])
	assert {name: plain.get(name) for name in operated} == operated
	assert plain["default_time_zone"] == manifests()[("MariaDB", "qingdan-galera")]["spec"]["timeZone"]


def settings(words: str) -> dict[str, str]:
	lines = [line for line in words.splitlines() if line and line[0] not in "#["]
	return {name.strip(): value.strip() for name, _, value in (line.partition("=") for line in lines)}


def test_the_recipe_of_the_image_stands_on_theirs_and_ends_as_their_user():
	lines = [
		line for line in text("image", "Containerfile").splitlines() if line and not line.startswith("#")
	]
	words = [line.split()[0] for line in lines if line[0] not in " \t"]
	assert words[:2] == ["ARG", "FROM"]
	assert [line for line in lines if line.startswith("USER")][-1] == "USER frappe"
	(app,) = json.loads(text("image", "apps.json"))
	assert set(app) == {"url", "branch"}


def test_the_page_says_what_it_was_held_against():
	page = text("README.md")
	for source in (
		deployed_upon.FRAPPE_DOCKER,
		deployed_upon.HELM,
		deployed_upon.OPERATOR,
		deployed_upon.MARIADB_IMAGE,
	):
		assert source.day in page, source.repository
	for file in deployed_upon.COMPOSE_FILES - {"compose.yaml"}:
		assert file in page


@pytest.mark.skipif(not shutil.which("haproxy"), reason="HAProxy is not installed here")
@pytest.mark.parametrize("web", [*WEB, None])
def test_haproxy_takes_its_files(web, tmp_path):
	files = ["00-base.cfg", "10-database.cfg", *([web] if web else [])]
	for file in files:
		words = text("haproxy", file).replace("/certificates", str(tmp_path))
		hosts = re.sub(r"(frontend(?:-2)?):8080", "127.0.0.1:8080", words)
		(tmp_path / file).write_text(hosts, encoding="utf-8")
	certificate(tmp_path / "site.pem")
	given = {f"QINGDAN_DB_{number}": f"127.0.0.{number}" for number in (1, 2, 3)}
	words = ["haproxy", "-c", *(word for file in files for word in ("-f", str(tmp_path / file)))]
	done = subprocess.run(
		words, env={**os.environ, **given, "QINGDAN_SITE": "site"}, capture_output=True, text=True
	)
	assert done.returncode == 0, done.stderr


def certificate(file: Path) -> None:
	words = [
		"openssl",
		"req",
		"-x509",
		"-newkey",
		"rsa:2048",
		"-nodes",
		"-days",
		"1",
		"-subj",
		"/CN=site",
		"-keyout",
	]
	subprocess.run([*words, f"{file}.key", "-out", file], check=True, capture_output=True)
	file.write_bytes(file.read_bytes() + Path(f"{file}.key").read_bytes())


@pytest.mark.skipif(not shutil.which("mariadbd"), reason="MariaDB is not installed here")
def test_mariadb_knows_every_setting_of_the_cluster(tmp_path):
	known = subprocess.run(
		["mariadbd", "--no-defaults", "--user=nobody", "--verbose", "--help"], capture_output=True, text=True
	).stdout
	names = {
		name.replace("-", "_")
		for name in re.findall(r"^\s{2}(?:-\w, )?--([\w-]+)", known, flags=re.MULTILINE)
	}
	asked = set(settings(text("galera", "galera.cnf")))
	assert {name for name in asked if name not in names and name.removeprefix("skip_") not in names} == set()
