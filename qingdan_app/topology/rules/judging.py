"""All rules over the facts of a site, the gravest finding first."""

from qingdan_app.topology.rules import database_rules, queue_rules, site_rules
from qingdan_app.topology.rules.findings import Finding, Level
from qingdan_app.topology.rules.running_facts import Facts

RULES = (
	database_rules.of_servers,
	database_rules.of_cluster,
	database_rules.of_sequences,
	database_rules.of_engines,
	database_rules.of_replica,
	database_rules.of_durability,
	queue_rules.of_queue,
	queue_rules.of_workers,
	queue_rules.of_scheduler,
	queue_rules.of_several_machines,
	site_rules.of_clocks,
	site_rules.of_time_zone,
	site_rules.of_calendar,
	site_rules.of_mail,
	site_rules.of_people,
	site_rules.of_backups,
	site_rules.of_maintenance,
	site_rules.of_unread,
)


def judged(facts: Facts) -> list[Finding]:
	"""What the rules find in these facts, sorted by how grave it is."""
	found = [finding for rule in RULES for finding in rule(facts)]
	return sorted(found, key=lambda finding: [*Level].index(finding.level))
