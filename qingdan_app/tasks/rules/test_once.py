from qingdan_app.tasks.rules.once import asked_at


def test_a_unit_is_asked_at_the_first_task_by_number_and_told_so_at_the_others():
	owing = {("M", "市建委", "2021-03"): ["2021-4-2-01", "2021-1-9-01", "2021-7-1-01"]}
	assert asked_at(owing) == {
		("2021-4-2-01", "市建委"): "2021-1-9-01",
		("2021-7-1-01", "市建委"): "2021-1-9-01",
	}


def test_who_stands_in_one_of_them_alone_is_asked_there_and_other_periods_by_themselves():
	owing = {
		("M", "市建委", "2021-03"): ["2021-1-1-01"],
		("M", "市建委", "2021-Q1"): ["2021-4-1-01"],
		("M", "市经信局", "2021-03"): ["2021-1-1-01"],
	}
	assert asked_at(owing) == {}
