"""The words that give somebody a part in a piece of work: verbs behind names, labels before them."""

import re

LEADS = "牵头|主办|主责|主抓|抓总|负总责|汇总|为主"
COOPERATES = "配合|协助|协办|协同|参与|参加|支持|会办|指导|督导"
ACTS = "负责|落实|承办|实施|推进|组织实施|办理|抓好|执行"
"""Who acts, leads if it acts alone; of several nobody is said to lead."""
DUTIES = r"(?:按照?|根据|依据|依|结合)(?:各自)?(?:职责|职能|分工)(?:分工)?"
"""按职责分工: each of several does its own part."""
BESIDE = "会同|联合|协同"
"""Between two names: the second works beside the first."""

_BODY = "(?:单位|部门|处室|科室|机构|主体|地区|方)"
_LABELS = (
	("person", r"(?:负责|责任|联系|承办|经办|填报|联络|分管|具体)人|联系(?:电话|方式)|电话|手机"),
	(
		"leader",
		r"(?:牵头|责任|分管|主管|包抓|包联|包保|挂钩|挂联|联系|负责|督办|督导|领办)[^：:]{0,3}领导|领导$|副?市长$|^分管$",
	),
	("deadline", r"时限|期限|时间|节点|进度(?:安排|要求)|日期|工期"),
	("cooperating", rf"(?:配合|协办|协同|协助|参加|参与|会办|支持|协作){_BODY}|^(?:配合|协办|协助)$"),
	("lead", rf"(?:牵头|主办|主责|主抓|汇总|主牵)(?:[（(]责任[）)])?(?:负责)?{_BODY}|^(?:牵头|主办|主责)$"),
	(
		"responsible",
		rf"(?:责任|承办|落实|实施|负责|执行|办理|主要责任){_BODY}|部门分工|^(?:责任|分工|单位|部门|负责|承办)$",
	),
)
_ROLE_OF_LABEL = tuple((role, re.compile(words)) for role, words in _LABELS)
_MIXED = re.compile(rf"{_BODY}(?:[（(]?[及和与、/]?)(?:主要)?(?:责任|负责|联系)人")
"""责任单位及责任人: bodies and persons under one label."""
_LONGEST_LABEL = 12

UNIT_ROLES = ("lead", "cooperating", "responsible")


def role_of_label(words: str) -> str | None:
	"""What a label before a colon speaks of: lead, cooperating, responsible, leader, person, deadline; or None."""
	words = "".join(words.split())
	if _MIXED.search(words):
		return "responsible"
	if not 0 < len(words) <= _LONGEST_LABEL:
		return None
	return next((role for role, label in _ROLE_OF_LABEL if label.search(words)), None)
