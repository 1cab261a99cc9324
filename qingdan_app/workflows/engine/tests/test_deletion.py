"""What a deletion is, as plain values."""

from qingdan_app.workflows.engine.deletion import Deletion, deletion


def test_what_a_request_decides_on_is_not_deleted_whatever_its_log_says():
	assert deletion(3, "run") is Deletion.REFUSED
	assert deletion(0, "run") is Deletion.REFUSED


def test_what_was_once_sent_in_says_in_its_log_that_it_is_gone():
	assert deletion(1, None) is Deletion.NOTED
	assert deletion(1, "") is Deletion.NOTED


def test_what_was_never_sent_in_goes_as_ever():
	assert deletion(0, None) is Deletion.PLAIN
