"""What the columns of a list are called: headings by role, as data that an office may add to or override."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from qingdan_app.parsing.numerals import narrow

NUMBER, TASK, FINER_TASK, KEY_WORK = "number", "task", "finer_task", "key_work"
LEAD, UNITS, COOPERATING = "lead", "units", "cooperating"
LEADER, PERSON, DEADLINE = "leader", "person", "deadline"
TARGET, PROGRESS, CLASS, REMARK, KEPT = "target", "progress", "class", "remark", "kept"
ROLES = (
	NUMBER,
	KEY_WORK,
	TASK,
	TARGET,
	LEAD,
	UNITS,
	COOPERATING,
	LEADER,
	PERSON,
	DEADLINE,
	PROGRESS,
	CLASS,
	REMARK,
	KEPT,
)
"""What a column may be taken for. Of two columns of tasks the finer is the task, the other the key work; `kept` says that
somebody wants it kept under its heading."""

WORDS: Mapping[str, str] = {
	NUMBER: "序号 编号 序 号 项目编号 任务编号 no",
	TASK: "重点工作任务 重点任务 重点工作 重点工作内容 工作任务 工作内容 年度任务 年度重点任务 任务名称 任务 任务内容 目标任务 主要任务 民生实事"
	" 实事项目 民生实事项目 项目名称 项目内容 实事内容 工作事项 事项 事项名称 重点事项 工作项目 工作名称 工作 项目 taskgoal",
	FINER_TASK: "细化具体项目任务 细化任务 具体任务 具体项目任务 具体工作 具体工作任务 主要内容 具体内容 建设内容 具体要求 工作要求 工作措施"
	" 具体措施 主要措施 重点举措 工作举措 具体举措 任务分解 任务分解/时序进度 任务目标 年度目标 年度工作目标 工作目标 具体事项 子任务",
	TARGET: "指标要求 目标值 量化目标 量化指标 一季度目标 二季度目标 三季度目标 四季度目标 季度目标 考核要点 完成标准 预期成效 预期目标 验收标准 成果形式",
	LEAD: "牵头单位 牵头部门 牵头负责部门 牵头负责单位 牵头责任单位 牵头处室 牵头科室 主责单位 主责部门 主办单位 主办部门 牵头",
	UNITS: "责任单位 责任部门 责任科室 责任处室 承办单位 承办部门 落实单位 实施单位 部门分工 主要责任单位 责任主体",
	COOPERATING: "配合单位 配合部门 协办单位 协办部门 协同单位 协同部门 协同配合单位 协作单位 参加单位 参与单位 会办处室 会办单位 配合 协办",
	LEADER: "牵头领导 责任领导 分管领导 主管领导 包抓领导 包联领导 挂钩领导 联系领导 分管省领导 分管市领导 分管县领导 责任校领导 分管校领导",
	PERSON: "责任人 主要责任人 项目责任人 第一责任人 具体责任人 联系人 联络员 经办人 责任人及联系电话 联系电话",
	DEADLINE: "完成时间 完成时限 完成期限 时限要求 时限 时间节点 时间要求 项目任务完成时间 任务完成时间 计划完成时间 办结时限 进度安排 finishtime",
	PROGRESS: "进展情况 进度情况 工作进展 完成情况 落实情况 实际完成情况 目标完成情况 当前进度 进展情况、存在问题及下一步打算 存在问题 下一步打算 状态",
	CLASS: "目标类型 任务来源 来源 属性 类别 分类 类型 领域 任务类别",
	REMARK: "备注 说明",
}
_HAN = r"[\u3400-\u9fff]"
_BODIES = "(?:单位|部门|科室|处室|股室|机构|主体|院系|站所)"
_PATTERNS = (
	(COOPERATING, rf"(?:主要)?(?:配合|协办|协助|协同|参与|参加|会办|支持|协作)(?:责任|落实|配合)*{_BODIES}"),
	(LEAD, rf"(?:牵头|主办|主责|主抓|主牵|首办)(?:责任|负责|落实)*{_BODIES}"),
	(
		UNITS,
		rf"(?:具体|主要|直接|分解)?(?:责任|承办|落实|实施|负责|执行|办理|整改|承担|推进)(?:责任|落实)*{_BODIES}(?:[及和与、/]?责任人)?",
	),
	(
		LEADER,
		r"(?:牵头|责任|分管|主管|包抓|包联|包保|挂钩|挂联|联系|负责|督办|督导|领办|领衔)的?"
		r"(?:[省市州县区旗镇乡院校局厅委处]|街道|集团|公司|班子|党组|政府){0,2}级?领导",
	),
	(
		PERSON,
		rf"{_HAN}{{0,6}}(?:责任人|联系人|负责人|联络员|经办人|承办人|填报人)(?:及?(?:联系)?(?:电话|方式))?",
	),
	(PERSON, rf"{_HAN}{{0,4}}(?:电话|联系方式)|领衔代表|提案人|附议代表"),
	(
		PROGRESS,
		rf"{_HAN}{{0,8}}(?:进展|进度|完成|落实|办理|推进|整改)(?:情况|状态)|形象进度|完成率|{_HAN}{{0,2}}得分",
	),
	(
		DEADLINE,
		r"(?:计划|预计|拟|要求|任务|项目|目标|工作|全部|年度)*(?:完成|办结|完工|竣工|整改|办理|销号|交付|验收|落实|结束|截止|答复|达标)"
		rf"的?(?:时间|时限|期限|日期|节点|时间节点|时间要求)|{_HAN}{{0,4}}(?:时限|期限)(?:要求)?|(?:时序|时间)(?:进度|安排)(?:安排|要求)?",
	),
	(
		TARGET,
		r"(?:第?[一二三四1-4]季度|[上下]半年)(?:工作)?(?:目标|任务|计划|进度|安排)|\d{1,2}月份?(?:工作)?(?:目标|任务|计划|进度|安排)|分值|权重|计量单位"
		rf"|{_HAN}{{0,6}}(?:目标值|指标值|完成标准|验收标准|考核标准|评分标准|工作标准|绩效目标|成效|成果)",
	),
	(NUMBER, rf"{_HAN}{{0,4}}(?:序号|编号)|(?:建议|提案|议案|任务|项目|事项)号"),
	(CLASS, rf"{_HAN}{{0,6}}(?:类别|类型|分类|领域|板块|来源|属性)"),
	(
		FINER_TASK,
		rf"{_HAN}{{0,6}}(?:措施|举措|要点)|(?:具体|主要|实施|建设|整改|细化|落实|推进)的?(?:工作)?(?:内容|要求|目标)|(?:具体|细化)(?:工作)?(?:任务|事项)"
		rf"|{_HAN}{{0,4}}建设(?:规模|内容){_HAN}{{0,6}}",
	),
	(
		TASK,
		rf"{_HAN}{{0,6}}(?:重点|主要|年度|改革|民生|整改|督查|督办|议定|交办|考核|议题)(?:工作|任务|事项|项目|实事|指标|内容){{1,2}}(?:名称)?"
		r"|(?:建议|提案|议案|项目|事项|任务|工作|指标|工程|政策)(?:名称|标题|题目|内容)|案由|指标",
	),
)
"""How headings are made that stand in no list of words: 分管院领导, 配合科室, 整改时限."""
_READ = tuple((role, re.compile(pattern)) for role, pattern in _PATTERNS)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PART_IN_BRACKETS = re.compile(rf"[（(](?:(?P<leads>主办|牵头|主责)|会办|协办|配合)(?:{_BODIES})?[)）]$")
_ADDED = re.compile(r"^(?:\d{4}年度?|[市县区省]级|市直|县直|省直|拟|计划)")
_DAMAGE = re.compile(r"[\x00-\x7f]?[\ufffd\x00-\x1f](?:.{0,2}[\ufffd\x00-\x1f])*[\x00-\x7f]?")
_FEWEST_LEFT = 2
_LONGEST = 60
_LONGEST_MADE = 16


Header = Mapping[tuple[str, ...], tuple[str | None, ...]]
"""The words of headers, column by column → what somebody has said that each column is."""


@dataclass(frozen=True)
class Vocabulary:
	"""Which role each heading has, and what was said of whole headers, which goes before.

	Headings are compared without white space, brackets and marks at their end.
	"""

	roles: Mapping[str, str]
	headers: Header = field(default_factory=dict)

	def role_of(self, heading: str) -> str | None:
		"""The role of a column with this heading, or None: a heading that is not known is never guessed at."""
		words = plain(heading) if len(heading) <= _LONGEST else ""
		if not words:
			return None
		if not words.isprintable() or "\ufffd" in words:
			return self._role_of_damaged(words)
		without = _ADDED.sub("", words)
		role = self._known.get(words) or self._known.get(without) or _made_of(without)
		return _part_in_brackets(heading) or role if role == UNITS else role

	def is_heading(self, text: str) -> bool:
		"""Whether a text is a heading that has a role, or one of a header of which somebody has said what it is."""
		if self.role_of(text) is not None:
			return True
		return bool(self.headers) and len(text) <= _LONGEST and plain(text) in self._words_of_headers

	def of_header(self, headings: Sequence[str]) -> tuple[str | None, ...] | None:
		"""What somebody has said that the columns under these headings are; None where nobody has."""
		return self._said.get(words_of_header(headings)) if self.headers else None

	def _role_of_damaged(self, words: str) -> str | None:
		"""The role of the one heading that it can have been, before some of its characters were lost."""
		parts = [re.escape(part) for part in _DAMAGE.split(words)]
		if len("".join(parts)) < _FEWEST_LEFT:
			return None
		pattern = re.compile(".{0,3}".join(parts))
		roles = {role for heading, role in self._known.items() if pattern.fullmatch(heading)}
		return roles.pop() if len(roles) == 1 else None

	@cached_property
	def _known(self) -> Mapping[str, str]:
		return {plain(heading): role for heading, role in self.roles.items()}

	@cached_property
	def _said(self) -> Header:
		return {words_of_header(headings): roles for headings, roles in self.headers.items()}

	@cached_property
	def _words_of_headers(self) -> frozenset[str]:
		return frozenset(words for headings in self._said for words in headings if words)

	def with_words(self, roles: Mapping[str, str]) -> "Vocabulary":
		"""The same with further headings; one that is there already gets the role given here."""
		return replace(self, roles={**self.roles, **roles})

	def with_headers(self, headers: Header) -> "Vocabulary":
		"""The same with headers of which somebody has said what their columns are; one that names no task is left out."""
		readable = {headings: roles for headings, roles in headers.items() if is_readable(roles)}
		return replace(self, headers={**self.headers, **readable})


def _part_in_brackets(heading: str) -> str | None:
	"""What brackets add to units: 承办单位（主办）."""
	found = _PART_IN_BRACKETS.search("".join(heading.split()))
	return None if found is None else LEAD if found["leads"] else COOPERATING


@lru_cache(maxsize=4096)
def _made_of(words: str) -> str | None:
	"""The role of a heading by what it is made of."""
	if len(words) > _LONGEST_MADE:
		return None
	return next((role for role, pattern in _READ if pattern.fullmatch(words)), None)


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
	"""The words of a heading: without white space, what stands in brackets, and marks at the end."""
	words = narrow("".join(heading.split())).lower()
	return (_IN_BRACKETS.sub("", words) or words).strip("*:.、|")


def words_of_header(headings: Sequence[str]) -> tuple[str, ...]:
	"""What headers are compared by: the words of their headings, without blank columns at the end."""
	words = [plain(heading) for heading in headings]
	while words and not words[-1]:
		words.pop()
	return tuple(words)


def is_readable(roles: Sequence[str | None]) -> bool:
	"""Whether rows can be read by these roles of their columns: one says the task, and none is said twice that stands once."""
	once = (NUMBER, KEY_WORK, TASK, LEADER, DEADLINE)
	known = [role for role in roles if role]
	return known.count(TASK) == 1 and all(known.count(role) < 2 for role in once) and {*known} <= {*ROLES}


SHIPPED = Vocabulary({heading: role for role, words in WORDS.items() for heading in words.split()})
