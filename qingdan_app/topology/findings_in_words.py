"""Findings as people read them: what was found, and what to do about it."""

import frappe
from frappe import _

from qingdan_app.topology.rules.findings import Finding, Place

SENTENCES = {
	"several_servers": "The address of the database leads to {0} servers: {1}",
	"servers_without_cluster": "The servers behind the address of the database are no cluster: {0}",
	"reads_do_not_wait": "What is written on one server of the database may be missing when it is read on another",
	"cluster_takes_no_writes": "This server of the cluster takes no writes at present (state {0})",
	"even_cluster": "The cluster has {0} servers: where half of them are cut off, none takes writes",
	"lonely_cluster": "The cluster has one server left: nobody takes over when it fails",
	"refused_by_cluster": "The cluster has refused {0} transactions that met on two servers",
	"plain_sequences": "{0} sequences step by 1, and two servers of a cluster would give one number twice: {1}",
	"auto_increment_steps": "Numbers step by {0} on a cluster of {1} servers",
	"own_tables_unsafe": "Tables of this app are not InnoDB, and no transaction holds them together: {0}",
	"tables_not_copied": "Tables that the cluster does not copy: {0}",
	"tables_unsafe": "Tables that may be damaged when the database is killed: {0}",
	"reads_from_replica": "The site reads from a replica: lists may be behind, and a role that was taken away may go on working",
	"database_only_reads": "The database takes no writes (read_only)",
	"last_second_is_lost": "A crash of the machine may lose what was acknowledged in the last second (innodb_flush_log_at_trx_commit is {0})",
	"queue_forgets": "The queue's Redis forgets what waits when it is restarted (appendonly is off)",
	"queue_evicts": "The queue's Redis throws jobs away when its memory is full (maxmemory-policy is {0})",
	"one_redis": "Queue and cache are one Redis",
	"no_worker": "Nobody works on the queue {0}",
	"scheduler_is_off": "The scheduler is off: no clock runs, and nothing is sealed",
	"scheduler_is_late": "The scheduler has last had messages and clocks looked at {0} minutes ago",
	"jobs_are_stopped": "Scheduled jobs of this app are stopped: {0}",
	"two_schedulers": "Scheduled jobs were started twice within a minute: {0}",
	"schedulers_unseen": "Workers run on {0}; on how many of them a scheduler runs leaves no trace here",
	"files_unseen": "Workers run on {0}; whether all have the same files cannot be seen from here",
	"clocks_differ": "The clock of {0} is {1} seconds ahead of this machine's",
	"time_zones_differ": "The time of {0} is {1} hours from UTC, that of the site {2}",
	"unknown_year": "Nobody knows yet which days of {0} are worked: Monday to Friday count, and the holidays of fixed date",
	"no_mail_account": "There is no account to send mail from: messages reach people in Desk only, and seals leave the site for nobody",
	"no_system_manager": "Nobody is System Manager",
	"no_backup": "There is no backup in the folder of the site",
	"old_backup": "The newest backup is {0} hours old",
	"maintenance": "The site is closed for maintenance",
	"unread": "{0} could not be read: {1}",
}
"""Code of a finding → what was found."""

ADVICE = {
	"several_servers": "Let the address lead to one server, and to another only while that one is away (backup in HAProxy).",
	"servers_without_cluster": "Let the address lead to the server that takes the writes.",
	"reads_do_not_wait": "Let the address lead to one server, or set wsrep_sync_wait = 7 on all of them.",
	"cluster_takes_no_writes": "Look at the connections between its servers, and let HAProxy ask each whether it is ready.",
	"even_cluster": "Add a server or an arbitrator (garbd).",
	"lonely_cluster": "Start the others again, one after the other.",
	"refused_by_cluster": "Acts are repeated by themselves; logins and saves in Desk are not. Let the address lead to one server.",
	"plain_sequences": "On one server: ALTER SEQUENCE name INCREMENT BY 0 NOCACHE.",
	"auto_increment_steps": "Set wsrep_auto_increment_control = ON on all servers.",
	"own_tables_unsafe": 'bench --site SITE transform-database --table "{0}" --engine InnoDB',
	"tables_not_copied": 'bench --site SITE transform-database --table "{0}" --engine InnoDB',
	"tables_unsafe": 'bench --site SITE transform-database --table "{0}" --engine InnoDB',
	"reads_from_replica": "Take read_from_replica out of site_config.json; use the replica for backups and statistics.",
	"database_only_reads": "Let db_host lead to the server that takes the writes.",
	"last_second_is_lost": "Set innodb_flush_log_at_trx_commit = 1.",
	"queue_forgets": "Set appendonly yes and appendfsync everysec for the queue's Redis.",
	"queue_evicts": "Set maxmemory-policy noeviction for the queue's Redis.",
	"one_redis": "Run two: the cache may forget, the queue may not.",
	"no_worker": "Start a worker for it: bench worker --queue NAME. On several machines set one bench_id in common_site_config.json.",
	"scheduler_is_off": "bench --site SITE scheduler enable, and look for pause_scheduler and maintenance_mode in site_config.json.",
	"scheduler_is_late": "Start bench schedule on one machine, and see that workers are free.",
	"jobs_are_stopped": "Open them in Scheduled Job Type and untick Stopped.",
	"two_schedulers": "Run bench schedule on one machine only. Nothing is done twice by it, but the work is.",
	"schedulers_unseen": "See to it that bench schedule runs on exactly one.",
	"files_unseen": "Share the folder of the site (sites/SITE/public and private) among them.",
	"clocks_differ": "Let every machine follow one time server (chrony).",
	"time_zones_differ": "Set one time zone: in System Settings, for the database (default_time_zone) and for the machine.",
	"unknown_year": "bench pip install --upgrade chinese-calendar, once the State Council has published the year, or enter its days in Calendar Days.",
	"no_mail_account": "Set up an Email Account with Default Outgoing.",
	"no_system_manager": "bench --site SITE add-system-manager ADDRESS",
	"no_backup": "bench --site SITE backup --with-files every day; --backups-elsewhere where it is done by other means.",
	"old_backup": "See why the daily backup did not run: bench --site SITE backup --with-files",
	"maintenance": "bench --site SITE set-maintenance-mode off when the work is done.",
	"unread": "Give the user of the site the right to read it, or look yourself: it is not known to be right.",
}
"""Code of a finding → what to do."""

PLACES = {
	"database": "the database",
	"queue": "the queue's Redis",
	"cache": "the cache's Redis",
	"machine": "this machine",
	"variables": "The variables of the database",
	"servers": "The servers behind the address of the database",
	"tables": "The tables of the database",
	"sequences": "The sequences of the database",
	"queue_itself": "The queue's Redis",
	"workers": "The workers",
	"schedule": "The scheduler",
	"clocks": "The clocks",
	"offsets": "The time zones",
	"years": "The working days",
	"people": "The people of the site",
	"mail": "The mail accounts",
	"backups": "The backups",
}
"""Words within a sentence."""

LEVELS = {
	"BROKEN": "Breaks a Promise",
	"WATCH": "Worth Knowing",
	"UNREAD": "Cannot Be Seen",
}


def level_of(finding: Finding) -> str:
	"""How grave a finding is, in the reader's words."""
	return _(LEVELS[finding.level.name])


def found(finding: Finding) -> str:
	"""What was found, in the reader's words."""
	return _(SENTENCES[finding.code]).format(*map(_value, finding.values))


def advice(finding: Finding) -> str:
	"""What to do about it; the name of the site stands in commands."""
	return _(ADVICE[finding.code]).format(*map(_value, finding.values)).replace("SITE", frappe.local.site)


def line(finding: Finding) -> str:
	"""A finding as a terminal shows it."""
	return f"{level_of(finding)}: {found(finding)}\n    {advice(finding)}"


def is_all_well() -> str:
	"""What is said where nothing was found."""
	return _("Nothing was found that breaks a promise.")


def _value(value: object) -> object:
	if isinstance(value, float):
		return f"{value:g}"
	return _(PLACES[value]) if isinstance(value, Place) else value
