"""What an office wants of one sentence: whether it is sent, on which channels, in what words, and whether readers may mute it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qingdan_app.messaging.rules.kinds import may_be_muted


@dataclass(frozen=True)
class Wish:
	"""Nothing but what is shipped, unless something is said. No channels are all of them."""

	sent: bool = True
	channels: tuple[str, ...] = ()
	insists: bool = False
	words: Mapping[str, str] = field(default_factory=dict)

	def among(self, channels: Iterable[str], kind: str) -> list[str]:
		"""On which of the channels it is sent. What nobody else would notice is sent on all, whatever the office says."""
		if not may_be_muted(kind):
			return list(channels)
		return [name for name in channels if self.sent and (not self.channels or name in self.channels)]

	def words_in(self, language: str) -> str:
		"""The office's own words in a language; empty where the shipped ones are said."""
		return self.words.get(language[:2], "")
