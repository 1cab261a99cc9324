"""What the office says of a sentence counts, but for what nobody else would notice."""

from qingdan_app.messaging.rules.wishes import Wish

BOTH = ["Desk Notification", "Email"]


def test_where_nothing_is_said_everything_is_as_shipped():
	assert Wish().among(BOTH, "Turn") == BOTH
	assert Wish().words_in("zh") == ""


def test_one_that_is_off_is_sent_nowhere_and_one_with_channels_on_these():
	assert Wish(sent=False).among(BOTH, "Turn") == []
	assert Wish(channels=("Email", "Pigeon")).among(BOTH, "Turn") == ["Email"]


def test_that_nobody_can_act_is_told_whatever_the_office_says():
	assert Wish(sent=False).among(BOTH, "Blocked") == BOTH
	assert Wish(channels=("Pigeon",)).among(BOTH, "Seal") == BOTH


def test_words_are_said_to_readers_of_their_language():
	wish = Wish(words={"zh": "请办", "en": ""})
	assert (wish.words_in("zh-TW"), wish.words_in("en"), wish.words_in("de")) == ("请办", "", "")
