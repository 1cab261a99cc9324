"""The nightly seal and the check of a day among very many documents, each in a process of its own: what it takes in memory is its own."""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable

import frappe

from qingdan_app.workflows.seals import sealing

from . import figures, inside, seals_rows

LONGEST_SEAL, LONGEST_CHECK, MOST_MEMORY = 5, 30, 100
"""Seconds, seconds, and megabytes that the seal may add to what the process has taken before."""
STEPS: dict[str, Callable[[], object]] = {
	"seal": lambda: sealing.seal_heads().requests,
	"verify": lambda: len(sealing.verify_new()),
}


def main() -> None:
	parser = argparse.ArgumentParser()
	for name in ("chains", "changed"):
		parser.add_argument(f"--{name}", type=int)
	parser.add_argument("--step", choices=list(STEPS))
	parser.add_argument("--title")
	wanted = parser.parse_args()
	with inside.connected():
		if wanted.step:
			measure_step(wanted.step, wanted.title)
		else:
			measure(wanted.chains, wanted.changed)


def measure(chains: int, changed: int) -> None:
	"""Every document sealed once, then a day, then another within the time that is looked back; the last is checked."""
	figures.print_machine(f"Seals of {chains:,} chains, {changed:,} changed a day")
	inside.speak("writing chains")
	inside.empty_site()
	forget_last()
	seals_rows.write(chains)
	in_a_process("seal", "the first seal, of all")
	seals_rows.change(1, changed, 12)
	in_a_process("seal", "a day before")
	let_pass()
	seals_rows.change(changed + 1, changed, 0)
	for doctype in (seals_rows.CHAIN, seals_rows.LOG):
		frappe.db.sql(f"analyze table `tab{doctype}`")
	in_a_process("seal", "a day")
	in_a_process("verify", "the check of a day")
	inside.empty_site()
	forget_last()


def forget_last() -> None:
	"""No seal is missed that a site emptied has made."""
	frappe.db.delete("DefaultValue", {"parent": "__global", "defkey": sealing.LAST})
	frappe.db.commit()


def let_pass() -> None:
	"""What was sealed is checked already, and the seal of all lies further back than is looked."""
	frappe.db.sql("update `tabQingdan Approval Seal` set `verified_at` = now()")
	frappe.db.sql(
		"update `tabQingdan Approval Seal` set `creation` = date_sub(`creation`, interval 3 day) where `number` = 1"
	)
	frappe.db.commit()


def in_a_process(step: str, title: str) -> None:
	words = [sys.executable, "-m", "benchmarks.seals", "--step", step, "--title", title]
	subprocess.run(words, check=True)


def measure_step(step: str, title: str) -> None:
	"""Print how long it takes and what it takes in memory, and whether the bars of a day hold."""
	before, begun = figures.memory("VmHWM"), time.perf_counter()
	answer = STEPS[step]()
	frappe.db.commit()
	seconds, peak = time.perf_counter() - begun, figures.memory("VmHWM")
	what = "heads" if step == "seal" else "faults"
	figures.print_table(
		(title, what, "seconds", "peak memory, MB", "of it added, MB"),
		[(step, answer, f"{seconds:.2f}", peak, peak - before)],
	)
	if title == "a day":
		figures.print_bars(
			[
				_bar("the seal of a day, s", seconds, LONGEST_SEAL),
				_bar("added in memory, MB", peak - before, MOST_MEMORY),
			]
		)
	if step == "verify":
		figures.print_bars(
			[
				_bar("the check of a day, s", seconds, LONGEST_CHECK),
				figures.Bar("faults", answer, "0", not answer),
			]
		)


def _bar(what: str, measured: float, most: float) -> figures.Bar:
	return figures.Bar(what, f"{measured:.2f}", f"≤ {most}", measured <= most)


if __name__ == "__main__":
	main()
