"""Kinds of matters to begin with, created on a site that has none; what an administrator made of them stays."""

from qingdan_app.setup import examples

KIND = "Qingdan Matter Kind"
KINDS: tuple[tuple[str, int], ...] = (
	("领导批示", 0),
	("会议纪要", 0),
	("上级文件", 0),
	("专项督查", 0),
	("群众来信", 0),
	("公文", 30),
	("急件", 3),
)
"""Title, and within how many working days a matter of the kind is due where nobody names a day."""


def create_missing() -> None:
	"""Create the kinds where there is none at all."""
	examples.create_where_none(KIND, ({"title": title, "days": days} for title, days in KINDS))
