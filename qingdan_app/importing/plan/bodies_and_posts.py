"""What kind of body a name speaks of, and in which order leaders stand."""

from collections.abc import Mapping

POSTS = ("市长", "常务副市长", "副市长")


def unit_kind(name: str) -> str:
	"""The kind of a unit by the ending of its name; an administrator may correct it."""
	endings = {
		"Committee": ("管委会",),
		"District": ("区政府", "县政府", "市政府", "政府（管委会）", "区、（县）市", "县（市）政府"),
		"Enterprise": ("集团", "公司"),
	}
	return next((kind for kind, ends in endings.items() if name.endswith(ends)), "Department")


def leader_rank(leader: Mapping) -> int:
	"""Sort key: the mayor, the executive vice mayor, vice mayors, everybody else; ties keep their order."""
	return POSTS.index(leader["post"]) if leader["post"] in POSTS else len(POSTS)
