"""Rules of reporting to begin with, created on a site that has none: examples from cities, in force nowhere until somebody chooses one."""

from qingdan_app.setup import examples

RULE = "Qingdan Reporting Rule"
RULES: tuple[dict, ...] = (
	{"title": "每月28日前", "cycle": "Month", "day": 28},
	{
		"title": "每月倒数第五个工作日前",
		"cycle": "Month",
		"day": 5,
		"counted": "Back From Its End",
		"working_days": 1,
	},
	{"title": "每周五前", "cycle": "Week", "day": 5, "holiday": "The Working Day Before"},
	{"title": "每季度末", "cycle": "Quarter"},
	{
		"title": "次月5日前",
		"cycle": "Month",
		"day": 5,
		"counted": "After Its End",
		"holiday": "The Working Day After",
	},
	{"title": "按节点填报", "cycle": "Milestone"},
)


def create_missing() -> None:
	"""Create the rules where there is none at all."""
	examples.create_where_none(RULE, RULES)
