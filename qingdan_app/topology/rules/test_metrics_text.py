"""The page of figures, as Prometheus reads it."""

from qingdan_app.topology.rules.metrics_text import Figure, text_of


def test_each_name_is_explained_once_and_has_its_values_below_it():
	jobs = [
		Figure("queue_jobs", "Jobs that wait.", number, {"queue": queue})
		for queue, number in (("short", 3), ("long", 0))
	]
	assert text_of([*jobs, Figure("queue_up", "Whether it answers.", True)]) == (
		"# HELP qingdan_queue_jobs Jobs that wait.\n"
		"# TYPE qingdan_queue_jobs gauge\n"
		'qingdan_queue_jobs{queue="short"} 3\n'
		'qingdan_queue_jobs{queue="long"} 0\n'
		"# HELP qingdan_queue_up Whether it answers.\n"
		"# TYPE qingdan_queue_up gauge\n"
		"qingdan_queue_up 1\n"
	)


def test_what_is_not_known_is_left_out_and_is_not_0():
	assert (
		text_of(
			[Figure("backup_age_seconds", "Age.", None), Figure("seal_age_seconds", "Age.", float("inf"))]
		)
		== ""
	)


def test_signs_that_would_end_a_label_are_escaped():
	said = text_of([Figure("queue_jobs", "Jobs.", 1, {"queue": 'a"b\\c\nd'})])
	assert r'{queue="a\"b\\c\nd"}' in said
