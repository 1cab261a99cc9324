from qingdan_app.same_matters.rules.same_matter_states import left_alone, of_whole


def test_the_whole_is_joined_as_soon_as_some_are_and_proposed_while_none_is():
	assert of_whole(["Joined", "Joined", "Proposed"]) == "Joined"
	assert of_whole(["Proposed", "Parted"]) == "Proposed"
	assert of_whole(["Parted", "Parted"]) == "Parted"
	assert of_whole([]) == "Parted"


def test_one_that_is_left_joined_alone_is_no_same_matter():
	assert left_alone({"a": "Joined", "b": "Parted"}) == ["a"]
	assert left_alone({"a": "Joined", "b": "Joined"}) == []
	assert left_alone({"a": "Proposed", "b": "Parted"}) == []
