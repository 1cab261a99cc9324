"""What must hold of the site itself: clocks, calendar, mail, people, backups."""

from collections.abc import Iterator

from qingdan_app.topology.rules.findings import Finding, Place, broken, unread, watch
from qingdan_app.topology.rules.running_facts import Facts

CLOCKS_DIFFER = 2.0
"""Seconds. What is remembered of totals leaves ten for a transaction that began before."""
BACKUP_HOURS = 24


def of_clocks(facts: Facts) -> Iterator[Finding]:
	"""Clocks of several machines that say something else."""
	for name, ahead in (facts.clocks or {}).items():
		if abs(ahead) > CLOCKS_DIFFER:
			yield broken("clocks_differ", Place(name), round(ahead, 1))
	ahead_of_us = {
		worker.host: worker.ahead for worker in facts.workers or () if worker.ahead > CLOCKS_DIFFER
	}
	for host, ahead in sorted(ahead_of_us.items()):
		yield broken("clocks_differ", host, round(ahead, 1))


def of_time_zone(facts: Facts) -> Iterator[Finding]:
	"""Hours that the site, the database and the machine count from different midnights."""
	hours = facts.offsets or {}
	for other in ("database", "machine"):
		if other in hours and "site" in hours and hours[other] != hours["site"]:
			yield watch("time_zones_differ", Place(other), hours[other] / 60, hours["site"] / 60)


def of_calendar(facts: Facts) -> Iterator[Finding]:
	"""Years whose days off nobody knows: clocks count Monday to Friday there."""
	for year in facts.unknown_years or ():
		yield (broken if year <= facts.year else watch)("unknown_year", year)


def of_mail(facts: Facts) -> Iterator[Finding]:
	"""Whether anything can leave by mail."""
	if facts.sends_mail is False:
		yield watch("no_mail_account")


def of_people(facts: Facts) -> Iterator[Finding]:
	"""Whether somebody may look after the site."""
	if facts.system_managers == 0:
		yield broken("no_system_manager")


def of_backups(facts: Facts) -> Iterator[Finding]:
	"""Whether a backup of today or yesterday is at hand."""
	hours = facts.backup_hours
	if hours == float("inf"):
		yield broken("no_backup")
	elif hours is not None and hours > BACKUP_HOURS:
		yield broken("old_backup", round(hours))


def of_maintenance(facts: Facts) -> Iterator[Finding]:
	"""Whether the site is closed."""
	if facts.config.get("maintenance_mode"):
		yield watch("maintenance")


def of_unread(facts: Facts) -> Iterator[Finding]:
	"""What could not be read is never taken for fine."""
	for what, why in facts.unread.items():
		yield unread("unread", Place(what), why)
