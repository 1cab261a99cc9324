"""Figures in the text form that Prometheus reads (exposition format 0.0.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

PREFIX = "qingdan_"


@dataclass(frozen=True)
class Figure:
	"""One gauge: its name without the prefix, what it means, its value, and labels. None and infinity are no figures."""

	name: str
	means: str
	value: float | None
	labels: Mapping[str, str] = field(default_factory=dict)


def text_of(figures: Iterable[Figure]) -> str:
	"""The page: each name with its meaning once, its values below it; what is not known is left out, and never 0."""
	named: dict[str, list[Figure]] = {}
	for figure in figures:
		if figure.value is not None and figure.value != float("inf"):
			named.setdefault(figure.name, []).append(figure)
	return "".join(_lines(name, rows) for name, rows in named.items())


def _lines(name: str, rows: list[Figure]) -> str:
	head = f"# HELP {PREFIX}{name} {rows[0].means}\n# TYPE {PREFIX}{name} gauge\n"
	return head + "".join(f"{PREFIX}{name}{_labels(row.labels)} {float(row.value or 0):g}\n" for row in rows)


def _labels(labels: Mapping[str, str]) -> str:
	said = ",".join(f'{key}="{_escaped(value)}"' for key, value in labels.items())
	return f"{{{said}}}" if said else ""


def _escaped(value: str) -> str:
	return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
