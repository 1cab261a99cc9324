"""Telling a process from a later one that got the same number: a pid is kept with the time of its birth."""

import json
from pathlib import Path


def write_record(file: Path, pid: int) -> None:
	"""Remember a process that was just started."""
	file.write_text(json.dumps({"pid": pid, "birth": birth(pid)}))


def read_record(file: Path) -> int | None:
	"""The pid, if that very process still runs."""
	try:
		record = json.loads(file.read_text())
	except (FileNotFoundError, ValueError):
		return None
	return record["pid"] if record["birth"] and birth(record["pid"]) == record["birth"] else None


def birth(pid: int) -> str | None:
	"""When the process was born, in ticks since boot; None for one that is gone or a zombie."""
	try:
		fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
	except OSError:
		return None
	return None if fields[0] == "Z" else fields[19]
