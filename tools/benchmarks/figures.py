"""Figures, tables, and the machine they were measured on."""

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import frappe


def p50(seconds: Sequence[float]) -> float:
	"""The median, in milliseconds."""
	return statistics.median(seconds) * 1000


def p95(seconds: Sequence[float]) -> float:
	"""The 95th percentile, in milliseconds."""
	return sorted(seconds)[int(len(seconds) * 0.95)] * 1000 if seconds else 0.0


def least(seconds: Sequence[float]) -> float:
	"""The shortest, in milliseconds: what other programs on the machine lengthened least."""
	return min(seconds) * 1000


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
	"""A Markdown table: numbers with one decimal, everything else as it is."""
	print(f"\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
	for row in rows:
		print(f"| {' | '.join(_cell(value) for value in row)} |")
	print(flush=True)


class Bar(NamedTuple):
	"""What was promised, and whether it holds."""

	what: str
	measured: object
	wanted: str
	holds: bool


def print_bars(bars: Iterable[Bar]) -> None:
	"""All bars, with yes or NO."""
	rows = [(*bar[:3], "yes" if bar.holds else "NO") for bar in bars]
	print_table(("bar", "measured", "wanted", "holds"), rows)


def print_machine(title: str) -> None:
	"""What was measured, where and when."""
	load = os.getloadavg()[0]
	print(f"\n## {title}\n\n{date.today()} · {machine()} · load before: {load:.1f}")


def machine() -> str:
	"""The machine in one line."""
	database = frappe.db.sql("select version()")[0][0]
	return (
		f"{_processor()}, {os.cpu_count()} cores, {_memory()} GB · Python {platform.python_version()} · "
		f"MariaDB {database} · Frappe {frappe.__version__}"
	)


def _cell(value: object) -> str:
	return f"{value:.1f}" if isinstance(value, float) else str(value)


def _processor() -> str:
	for line in Path("/proc/cpuinfo").read_text().splitlines():
		if line.startswith("model name"):
			return line.partition(":")[2].strip()
	return platform.processor()


def _memory() -> int:
	return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def memory(key: str) -> float:
	"""Megabytes, as Linux counts them for this process."""
	line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(key))
	return int(line.split()[1]) / 1024
