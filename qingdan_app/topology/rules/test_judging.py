"""All rules together."""

import inspect

from qingdan_app.topology.rules import database_rules, judging, queue_rules, site_rules
from qingdan_app.topology.rules.findings import Level, broken, is_sound, shortened, unread, watch
from qingdan_app.topology.rules.running_facts import Facts


def test_the_gravest_comes_first():
	found = judging.judged(
		Facts(sends_mail=False, unread={"queue_itself": "timeout"}, system_managers=0, backup_hours=30.0)
	)
	assert [finding.level for finding in found] == [Level.BROKEN, Level.BROKEN, Level.WATCH, Level.UNREAD]


def test_a_site_of_which_nothing_could_be_read_is_not_called_well():
	assert judging.judged(Facts(unread={"variables": "away"}))


def test_a_site_is_sound_unless_a_promise_is_broken():
	assert is_sound([watch("even_cluster"), unread("unread")])
	assert not is_sound([watch("even_cluster"), broken("no_backup")])


def test_every_rule_is_asked():
	written = {
		rule
		for module in (database_rules, queue_rules, site_rules)
		for name, rule in inspect.getmembers(module, inspect.isfunction)
		if name.startswith("of_")
	}
	assert set(judging.RULES) == written


def test_of_many_names_the_first_stand_in_a_sentence():
	assert shortened(("a", "b")) == "a, b"
	assert shortened(tuple("abcdefg")) == "a, b, c, d, e …"
