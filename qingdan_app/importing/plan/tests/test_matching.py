"""A list issued anew: which row is which, and what is only a guess."""

from qingdan_app.importing.plan.matching import KEY_WORK, TASK, in_numbers_of_site

LIST = "2021-4"
ITEM = {"name": "2021-4-1", "list": LIST, "serial": 1, "text": "推进城市建设"}


def item(serial: int, text: str) -> dict:
	return {"name": f"{LIST}-{serial}", "list": LIST, "serial": serial, "text": text}


def task(number: int, text: str, key_work: str = "2021-4-1") -> dict:
	return {"name": f"{key_work}-{number:02d}", "key_work": key_work, "number": number, "text": text}


def matched(tasks: list[dict], stored: list[dict], items=(ITEM,), stored_items=(ITEM,), more=()):
	on_site = {
		KEY_WORK: {row["name"]: row for row in stored_items},
		TASK: {row["name"]: row for row in stored},
	}
	taken = {doctype: [*rows, *more] for doctype, rows in on_site.items()}
	return in_numbers_of_site({KEY_WORK: list(items), TASK: tasks}, on_site, taken)


def numbers(found, doctype: str = TASK) -> list[str]:
	return [row["name"] for row in found.rows[doctype]]


def test_the_same_words_under_the_same_number_are_the_same():
	found = matched([task(1, "建设北路")], [task(1, "建设北路")])
	assert (numbers(found), found.guesses, found.numbers) == (["2021-4-1-01"], {}, {})


def test_what_was_inserted_moves_nothing_and_gets_a_free_number():
	found = matched(
		[task(1, "打通地铁换乘通道"), task(2, "建设北路"), task(3, "建设南路")],
		[task(1, "建设北路"), task(2, "建设南路")],
	)
	assert numbers(found) == ["2021-4-1-03", "2021-4-1-01", "2021-4-1-02"]
	assert found.numbers == {"2021-4-1-01": "2021-4-1-02", "2021-4-1-02": "2021-4-1-03"}
	assert found.guesses == {}


def test_other_words_under_the_same_number_are_a_change_and_a_guess_where_nothing_is_alike():
	alike = matched([task(1, "建设北路二期")], [task(1, "建设北路")])
	assert (numbers(alike), alike.guesses) == (["2021-4-1-01"], {})
	unlike = matched([task(1, "打通地铁换乘通道")], [task(1, "建设北路")])
	assert (numbers(unlike), unlike.guesses) == (["2021-4-1-01"], {"2021-4-1-01": "number"})


def test_words_that_are_much_alike_under_another_number_are_a_guess():
	found = matched(
		[task(1, "打通地铁换乘通道"), task(2, "建设完成北路改造工程二期")],
		[task(1, "建设完成北路改造工程"), task(3, "新建学校")],
	)
	assert numbers(found)[1] == "2021-4-1-01"
	assert found.guesses["2021-4-1-01"] == "words"


def test_tasks_follow_their_item_to_its_number_on_the_site():
	items = [item(1, "打通断头路，完善路网"), item(2, "推进城市建设")]
	tasks = [task(1, "新的"), task(1, "建设北路", "2021-4-2")]
	found = matched(tasks, [task(1, "建设北路")], items)
	assert numbers(found, KEY_WORK) == ["2021-4-2", "2021-4-1"]
	assert numbers(found) == ["2021-4-2-01", "2021-4-1-01"]
	assert [row["key_work"] for row in found.rows[TASK]] == ["2021-4-2", "2021-4-1"]


def test_a_number_that_something_else_has_taken_is_passed_over():
	found = matched([task(1, "建设北路")], [], more=["2021-4-1-01"])
	assert numbers(found) == ["2021-4-1-02"]
