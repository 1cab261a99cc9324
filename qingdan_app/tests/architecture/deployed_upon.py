"""Names of others that the files of `deploy/` build on, as they were read in their repositories on the days that are said."""

from typing import NamedTuple


class Source(NamedTuple):
	"""Whose names they are, the commit they were read at, and its day."""

	repository: str
	commit: str
	day: str


FRAPPE_DOCKER = Source("frappe/frappe_docker", "4b9d35666abd84157ffadbf67558bbd3e1e39de7", "2026-08-20")
HELM = Source("frappe/helm", "9267632b287516305b4096835a2a4a8873ad2706", "2026-08-18")
OPERATOR = Source(
	"mariadb-operator/mariadb-operator", "8970edf8368c74178e521f3dc2e9df4131888c77", "2026-07-21"
)
MARIADB_IMAGE = Source("MariaDB/mariadb-docker", "1b6429ba3544e134715c15f8c56cc6f665f827c9", "2026-05-29")

SERVICES = {
	"configurator": (),
	"backend": (8000,),
	"frontend": (8080,),
	"websocket": (9000,),
	"queue-short": (),
	"queue-long": (),
	"scheduler": (),
	"redis-cache": (6379,),
	"redis-queue": (6379,),
}
"""Service of frappe_docker's `compose.yaml` and `overrides/compose.redis.yaml` → ports it listens on."""
COMPOSE_FILES = {
	"compose.yaml",
	"overrides/compose.redis.yaml",
	"overrides/compose.backup-cron.yaml",
	"images/layered/Containerfile",
}
VOLUMES = {"sites", "redis-queue-data"}
ENVIRONMENT = {
	"configurator": {"DB_HOST", "DB_PORT", "REDIS_CACHE", "REDIS_QUEUE", "SOCKETIO_PORT"},
	"backend": {"GUNICORN_THREADS", "GUNICORN_WORKERS", "GUNICORN_TIMEOUT", "FORWARDED_ALLOW_IPS"},
	"frontend": {
		"BACKEND",
		"SOCKETIO",
		"FRAPPE_SITE_NAME_HEADER",
		"UPSTREAM_REAL_IP_ADDRESS",
		"UPSTREAM_REAL_IP_HEADER",
		"UPSTREAM_REAL_IP_RECURSIVE",
		"PROXY_READ_TIMEOUT",
		"CLIENT_MAX_BODY_SIZE",
	},
	"db": {"MARIADB_ROOT_PASSWORD", "MARIADB_MYSQL_LOCALHOST_USER", "MARIADB_MYSQL_LOCALHOST_GRANTS"},
}
"""Service → variables that its image reads; those of `db` are of MariaDB's own image."""
VARIABLES = {
	"CUSTOM_IMAGE",
	"CUSTOM_TAG",
	"PULL_POLICY",
	"RESTART_POLICY",
	"DB_PASSWORD",
	"GUNICORN_THREADS",
	"GUNICORN_WORKERS",
	"GUNICORN_TIMEOUT",
	"FRAPPE_SITE_NAME_HEADER",
	"PROXY_READ_TIMEOUT",
	"CLIENT_MAX_BODY_SIZE",
	"HTTP_PUBLISH_PORT",
	"HTTPS_PUBLISH_PORT",
}
"""Variables of frappe_docker's own `example.env` and compose files."""
COMPOSE_KEYS = {
	"command",
	"depends_on",
	"deploy",
	"environment",
	"healthcheck",
	"image",
	"labels",
	"platform",
	"ports",
	"pull_policy",
	"restart",
	"stop_grace_period",
	"volumes",
}
"""Those keys of a service in the Compose Specification that are used here."""

CHART_JOBS = ("backup", "createSite", "migrate")
VALUES = {
	"fullnameOverride",
	"image.repository",
	"image.tag",
	"image.pullPolicy",
	"dbHost",
	"dbPort",
	"dbRootUser",
	"dbExistingSecret",
	"dbExistingSecretPasswordKey",
	"nginx.replicaCount",
	"nginx.environment.upstreamRealIPAddress",
	"nginx.environment.upstreamRealIPRecursive",
	"nginx.environment.clientMaxBodySize",
	*(f"worker.{kind}.replicaCount" for kind in ("gunicorn", "short", "default", "long", "scheduler")),
	*(f"worker.{kind}.envVars" for kind in ("gunicorn", "short", "default", "long", "scheduler")),
	"worker.gunicorn.readinessProbe",
	"persistence.worker.enabled",
	"persistence.worker.storageClass",
	"persistence.worker.size",
	"persistence.worker.accessModes",
	"valkey-queue.deploymentStrategy",
	"valkey-queue.dataStorage.enabled",
	"valkey-queue.dataStorage.requestedSize",
	"valkey-queue.valkeyConfig",
	"valkey-cache.valkeyConfig",
	"ingress.enabled",
	"ingress.annotations",
	"ingress.hosts",
	"ingress.tls",
	*(f"jobs.{job}.siteName" for job in CHART_JOBS),
	"jobs.createSite.installApps",
	"jobs.backup.withFiles",
}
"""Values of frappe/helm, chart erpnext 8.0.75, with its valkey 0.9.3."""
REQUIRED_VALUES = {"persistence.worker.storageClass"}
"""Those without which the chart makes nothing."""
GUNICORN_PORT = 8000

KINDS = {
	"MariaDB": {
		"rootPasswordSecretKeyRef",
		"replicas",
		"galera",
		"storage",
		"timeZone",
		"affinity",
		"podDisruptionBudget",
		"myCnf",
	},
	"SqlJob": {"mariaDbRef", "username", "passwordSecretKeyRef", "sql"},
}
"""Kind of `k8s.mariadb.com/v1alpha1` → keys of its `spec`."""
INTERNAL_SERVICE = "{0}-internal"
"""How the operator calls the service by which each server of a cluster has a name."""
