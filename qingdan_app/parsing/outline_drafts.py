"""The tree of an outline as drafts: which pieces are sections, items and tasks, and what is asked about them."""

import re
from collections.abc import Iterator

from qingdan_app.parsing.body_names import is_balanced
from qingdan_app.parsing.deadlines import due_within, time_at_head
from qingdan_app.parsing.drafts import ItemDraft, ListDraft, SectionDraft, TaskDraft, UnitsCell
from qingdan_app.parsing.headings import Serial
from qingdan_app.parsing.issues import IssueLog
from qingdan_app.parsing.layout import Cell
from qingdan_app.parsing.leaders import Leader, leader_in_heading, leader_of_line, name_of
from qingdan_app.parsing.numerals import NUMERAL
from qingdan_app.parsing.outline_lines import MINOR
from qingdan_app.parsing.outline_pieces import Node, Outline
from qingdan_app.parsing.role_words import UNIT_ROLES
from qingdan_app.parsing.units import UnitCell, read_units

_FIRST_SENTENCE = re.compile(r"[^。：:\n]*")
_LONGEST_HEADING = 140
_SIGN = re.compile(
	rf"[（(]?(?:{NUMERAL}{{1,4}}|\d{{1,2}})[)）]?[、.．]|[（(](?:{NUMERAL}{{1,4}}|\d{{1,2}})[)）]"
)
_TIME = re.compile(
	rf"(?P<by>(?:\d{{4}}年)?(?:\d{{1,2}}月(?:份|底)?前?|第?{NUMERAL}季度|[上下]半年|年底前))(?:完成)?的?(?:重点)?(?:工作|任务|目标|事项|安排)?[:：]?"
)
"""A heading that is a time, and no more than that."""
_ENDS = re.compile(r"[。；;！!？?”\"）)〕】]$")
_LOOSE_END = re.compile(r"[、，,：:]$|(?:^|[、，,：:])[省市县区州]$")


def drafts_of(outline: Outline, log: IssueLog) -> list[ListDraft]:
	"""The list in an outline; none where nothing in it names a unit."""
	return _Drafting(outline, log).lists() if outline.root.has_named_below else []


class _Drafting:
	def __init__(self, outline: Outline, log: IssueLog):
		self._outline, self._log = outline, log
		self._list = ListDraft(
			None, "", outline.root.children[0].order, header=(), first_leads=outline.first_leads
		)
		self._path: tuple[str, ...] | None = None
		self._last, self._sign = 0, ""
		self._last_node = _last_of(outline.root)

	def lists(self) -> list[ListDraft]:
		self._tell_of_surroundings()
		self._take_children(self._outline.root, (), None, ())
		self._ask_for_deadlines()
		self._ask_who_leads()
		return [self._list]

	def _tell_of_surroundings(self) -> None:
		outline = self._outline
		if outline.head:
			self._log.add(
				outline.head[0].line, "text_outside_list", text=" ".join(each.text for each in outline.head)
			)
		for line in outline.stray:
			self._log.add(line.line, "stray_text", text=line.text)
		if outline.has_pinyin:
			self._log.add(self._list.line, "pinyin_between")
		if outline.last_line and _breaks_off(self._last_node, outline.last_line.text):
			self._log.add(outline.last_line.line, "text_breaks_off", text=outline.last_line.text[-60:])

	def _take_children(self, node: Node, path: tuple[str, ...], leader: Cell | None, said: tuple) -> None:
		_lift_units_of_the_last_part(node)
		tasks_here = any(_is_item(child) for child in node.children)
		for child in node.children:
			if _is_item(child):
				self._take_item(child, path, leader, said)
			elif child.has_named_below or (child.speaks_for and child.children):
				own = _leader(child) or leader
				units = _said_for_all(child) or said
				self._take_children(child, (*path, _heading(child)), own, units)
			elif said or tasks_here or (child is self._last_node and _is_cut(child)):
				self._take_item(child, path, leader, said)
			else:
				self._log.add(child.order, "paragraph_without_unit", text=child.written or child.text)

	def _take_item(self, node: Node, path: tuple[str, ...], leader: Cell | None, said: tuple) -> None:
		self._open_section((*node.plain_path, *path), node, leader)
		parts = node.children
		lines = node.text.split("\n")
		item = ItemDraft(
			self._serial(node),
			node.order,
			node.text if parts else lines[0],
			(),
			_units(node) or _units(Node(0, said=list(said))),
			node.shown,
			_leader(node),
		)
		item.tasks = [self._task(part) for part in parts] or [self._task(node, of_item=True)]
		self._take_time_of_heading(item, path)
		named = item.units or all(task.units for task in item.tasks)
		for task in item.tasks if parts and not named else ():
			if not task.units:
				self._log.add(task.line, "task_units_missing", text=task.text)
		if not item.units and not any(task.units for task in item.tasks):
			item.units = (UnitsCell(Cell(node.order, "")),)
		self._list.sections[-1].items.append(item)

	def _take_time_of_heading(self, item: ItemDraft, path: tuple[str, ...]) -> None:
		"""A heading that is a time (一、3月份) says until when what stands below it is due, where that says nothing itself."""
		time = _TIME.fullmatch(_SIGN.sub("", path[-1]).strip()) if path else None
		if time is None or due_within(item.text):
			return
		for task in item.tasks:
			if task.deadline is None:
				task.deadline = Cell(task.line, time["by"])
				self._log.add(task.line, "deadline_of_heading", text=time["by"])

	def _task(self, node: Node, of_item: bool = False) -> TaskDraft:
		persons = [(label, cell) for role, cell, label in node.said if role in ("person", "further")]
		for each in _read(node):
			persons += [(label, Cell(node.order, words)) for label, words in each.further]
		return TaskDraft(
			None if of_item else node.number,
			node.text,
			node.order,
			_deadline(node),
			() if of_item else _units(node),
			None if of_item else _leader(node),
			tuple(persons),
		)

	def _serial(self, node: Node) -> Serial:
		same_sign, self._sign = node.sign == self._sign, node.sign
		if node.number and (node.number > self._last or self._last == 0):
			self._last = node.number
			return Serial(node.number, node.shown.endswith(("*", "★")))
		self._last += 1
		if not node.shown:
			self._log.add(node.order, "number_missing", serial=self._last)
		elif node.number == 1 or (node.number and not same_sign):
			self._log.add(node.order, "numbers_anew", text=node.shown, serial=self._last)
		elif node.number:
			self._log.add(node.order, "serial_repeated", serial=node.shown)
		return Serial(self._last, False)

	def _open_section(self, path: tuple[str, ...], node: Node, leader: Cell | None) -> None:
		if path == self._path:
			return
		self._path = path
		heading = _within_length(path)
		found = _leader_of(path)
		name = leader.text if leader else found and found.name
		post = found.post if found and found.name == name else None
		self._list.sections.append(SectionDraft(None, name, post, heading, node.order))

	def _ask_for_deadlines(self) -> None:
		tasks = [task for item in self._list.items for task in item.tasks]
		for task in tasks:
			if task.deadline is None and (words := due_within(task.text)):
				task.deadline = Cell(task.line, words)
				self._log.add(task.line, "deadline_in_text", text=words)
		if any(task.deadline for task in tasks):
			for task in tasks:
				task.deadline = task.deadline or Cell(task.line, "")
		elif tasks:
			self._log.add(self._list.line, "deadlines_missing")

	def _ask_who_leads(self) -> None:
		if self._list.first_leads:
			return
		named = [item.units for item in self._list.items]
		named += [task.units for item in self._list.items for task in item.tasks]
		open_cells = [cells[0].cell for cells in named if len(cells) == 1 and cells[0].role != "lead"]
		by_order = [cell for cell in open_cells if read_units(cell.text).lead_rule == "first_unit"]
		if by_order:
			self._log.add(by_order[0].line, "lead_by_order", number=len(by_order))


def _leader_of(path: tuple[str, ...]) -> Leader | None:
	"""The leader whom the headings above a task name, that of the innermost first."""
	found = (leader_of_line(heading) or leader_in_heading(heading) for heading in reversed(path))
	return next(filter(None, found), None)


def _within_length(path: tuple[str, ...]) -> str:
	"""The headings above a task in one line; of too many words the outer ones are left out."""
	while len(path) > 1 and len(" > ".join(path)) > _LONGEST_HEADING:
		path = path[1:]
	return " > ".join(path)[:_LONGEST_HEADING]


def _said_for_all(node: Node) -> tuple:
	"""What a heading says of the units of everything below it."""
	called_after = [("responsible", Cell(node.order, node.speaks_for), "")] if node.speaks_for else []
	return tuple(each for each in node.said if each[0] in UNIT_ROLES) or tuple(called_after)


def _is_item(node: Node) -> bool:
	parts = node.children
	minor = bool(parts) and all(child.sign in MINOR and not child.children for child in parts)
	if minor and (node.names_units or node.has_named_below):
		return True
	return node.names_units and not node.has_named_below


def _lift_units_of_the_last_part(node: Node) -> None:
	"""Where only the last of several parts is followed by units, they are those of the whole."""
	for child in node.children:
		parts = child.children
		named = [part for part in parts if part.names_units]
		minor = len(parts) > 1 and all(part.sign in MINOR and not part.children for part in parts)
		if minor and not child.names_units and named == parts[-1:]:
			child.said += parts[-1].said
			parts[-1].said = []


def _last_of(node: Node) -> Node:
	while node.children:
		node = node.children[-1]
	return node


def _is_cut(node: Node) -> bool:
	return not _ENDS.search(node.text)


def _breaks_off(node: Node, text: str) -> bool:
	if node.names_units:
		return bool(_LOOSE_END.search(text))
	return _is_cut(node) or text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _heading(node: Node) -> str:
	"""The first sentence of a piece, without a bracket that hangs on it."""
	words = node.written or node.text
	first = _FIRST_SENTENCE.match(words)[0]
	if words.rstrip("。：:") == first:
		return words
	return first if is_balanced(first) else re.split("[（(]", first.rstrip("（("), maxsplit=1)[0]


def _units(node: Node) -> tuple[UnitsCell, ...]:
	return tuple(UnitsCell(cell, role, label) for role, cell, label in node.said if role in UNIT_ROLES)


def _read(node: Node) -> Iterator[UnitCell]:
	return (read_units(cell.text) for role, cell, _label in node.said if role in UNIT_ROLES)


def _leader(node: Node) -> Cell | None:
	said = next((cell for role, cell, _label in node.said if role == "leader"), None)
	within = next((each.leader for each in _read(node) if each.leader), "")
	words = name_of(said.text if said else within)
	return Cell(said.line if said else node.order, words) if words else None


def _deadline(node: Node) -> Cell | None:
	said = next((cell for role, cell, _label in node.said if role == "deadline"), None)
	within = next((each.deadline for each in _read(node) if each.deadline), "")
	words = within or time_at_head(node.text)
	return said or (Cell(node.order, words) if words else None)
