"""How long tasks take to be compared with each other: 10,000 of them, and 100,000.

    python tools/bench_same_matter.py

Prints a table and ends with 1 if a bar is missed: a minute for 100,000 tasks, and at most 1.3 times as much as their number
explains. Half of the tasks share templates (which have to be told apart), one in ten stands in another list as well.
"""

import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from qingdan_app.parsing.same_matter import Row, find_same  # noqa: E402

MANY = 100_000
FEW = 10_000
SECONDS_BAR = 60.0
RATIO_BAR = 1.3
VERBS = ("推进", "完成", "编制", "开展", "建成", "启动", "优化", "落实", "培育", "整治")
TEMPLATES = (
	"{0}街道综合文化站提升改造工程",
	"{0}社区养老服务中心建设{1}处",
	"{0}小学扩建项目主体结构封顶",
	"{0}河道综合整治{1}公里",
)
SYLLABLES = "云栖河桥湖山石林泉溪塘湾坪岭洲浦港渡亭台阁庙湘渭潭峰岗坡塔坝堤圩墩荡汀屿岛岸谷川原野田园村镇城关"


def main() -> int:
	few, many = _seconds(rows(FEW)), _seconds(rows(MANY))
	ratio = many / (few * MANY / FEW)
	print(f"{FEW:>7} tasks {few:8.2f} s CPU")
	print(f"{MANY:>7} tasks {many:8.2f} s CPU  bar {SECONDS_BAR} s  {_verdict(many <= SECONDS_BAR)}")
	print(f"CPU time to their number {ratio:5.2f}  bar {RATIO_BAR}  {_verdict(ratio <= RATIO_BAR)}")
	return 0 if many <= SECONDS_BAR and ratio <= RATIO_BAR else 1


def rows(number: int) -> list[Row]:
	"""Tasks of twenty lists; a tenth of them repeat one of another list, word for word or with a clause more."""
	draw = random.Random(number)
	made: list[Row] = []
	while len(made) < number:
		text, of_list = _text(draw, number), draw.randrange(20)
		made.append(Row(len(made), text, of_list))
		if draw.random() < 0.1 and len(made) < number:
			again = text if draw.random() < 0.7 else f"{text[:-1]}，并形成长效机制。"
			made.append(Row(len(made), again, of_list + 20))
	return made


def _text(draw: random.Random, number: int) -> str:
	name = "".join(draw.choices(SYLLABLES, k=3))
	if draw.random() < 0.5:
		return f"{draw.choice(VERBS)}{draw.choice(TEMPLATES).format(name, draw.randrange(2, 90))}。"
	words = [
		"".join(chr(draw.randrange(0x4E00, 0x4E00 + 3000)) for _ in range(draw.randrange(4, 12)))
		for _ in range(3)
	]
	return f"{draw.choice(VERBS)}{words[0]}，{draw.choice(VERBS)}{words[1]}、{words[2]}。"


def _seconds(tasks: list[Row]) -> float:
	start = time.process_time()
	find_same(tasks)
	return time.process_time() - start


def _verdict(met: bool) -> str:
	return "met" if met else "MISSED"


if __name__ == "__main__":
	sys.exit(main())
