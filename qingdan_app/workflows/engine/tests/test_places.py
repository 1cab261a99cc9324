"""Who belongs to a place, as plain values."""

from qingdan_app.workflows.engine.places import Permission, Place, belonging

USERS = ("李", "王", "赵")


def test_one_belongs_by_a_permission_or_by_ones_record():
	assert belonging(USERS, [Place((Permission("王"),), frozenset({"李"}))]) == ["李", "王"]


def test_who_is_tied_to_nothing_belongs_to_nothing():
	assert belonging(USERS, [Place(), Place()]) == []


def test_the_nearest_place_that_has_anybody_answers_alone():
	near, far = Place(recorded=frozenset({"王"})), Place(recorded=frozenset({"李", "赵"}))
	assert belonging(USERS, [near, far]) == ["王"]
	assert belonging(USERS, [Place(recorded=frozenset({"外人"})), far]) == ["李", "赵"]


def test_a_permission_for_one_kind_of_documents_is_for_no_other():
	place = Place((Permission("王", for_all=False, kind="Purchase Order"),))
	assert belonging(USERS, [place], "Purchase Order") == ["王"]
	assert belonging(USERS, [place], "Leave Application") == []


def test_a_permission_that_names_no_kind_is_for_all():
	assert belonging(USERS, [Place((Permission("王", for_all=False),))], "Leave Application") == ["王"]


def test_what_hides_those_below_counts_for_the_place_itself_alone():
	place = Place((Permission("王", below=False),))
	assert belonging(USERS, [place]) == ["王"]
	assert belonging(USERS, [Place(), place]) == []
