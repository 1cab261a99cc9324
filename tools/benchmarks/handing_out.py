"""The 2021 list handed out to everybody it names: how long it takes, and what each person is told."""

import argparse
import statistics
from collections import Counter

import frappe

from qingdan_app.demo import people, seed
from qingdan_app.handing_out import handing, previewing
from qingdan_app.importing import writer

from . import figures, inside
from .import_speed import timed

LONGEST_SECONDS = 10
TASK, MESSAGE = "Qingdan Task", "Qingdan Message"


def main() -> None:
	parser = argparse.ArgumentParser()
	parser.add_argument("--rounds", type=int, default=3)
	rounds = parser.parse_args().rounds
	with inside.connected():
		figures.print_machine("Handing out the 2021 list")
		write_list()
		figures_of = [one_round() for _ in range(rounds)]
		report(*map(list, zip(*figures_of, strict=True)))
		inside.empty_site()


def write_list() -> None:
	"""The list with its people, as `bin/demo` makes them, not handed out."""
	inside.empty_site()
	run = frappe.get_doc({"doctype": "Qingdan Import", "file": seed.attach_list()}).insert()
	writer.preview_run(run)
	for issue in run.issues:
		issue.settled = 1
	run.save()
	writer.confirm_run(run, hand_out=False)
	seed.fill_groups()
	people.create_all()
	frappe.db.commit()


def one_round() -> tuple[float, float, int]:
	"""Seconds of the preview and of handing out, and the most messages that one person got on one channel."""
	draft_again()
	names = frappe.get_all(TASK, pluck="name")
	preview = timed(lambda: previewing.preview(names))
	seconds = timed(lambda: handing.hand_out(names, seen=len(names)))
	told = Counter(frappe.get_all(MESSAGE, fields=["receiver", "channel"], as_list=True))
	inside.speak(f"{len(names)} tasks, {len({receiver for receiver, _channel in told})} people told")
	return preview, seconds, max(told.values())


def draft_again() -> None:
	"""As it was before: nothing handed out, nobody told."""
	frappe.db.sql("update `tabQingdan Task` set `drafted` = 1")
	inside.drop_jobs()
	frappe.db.commit()


def report(previews: list[float], seconds: list[float], most: list[int]) -> None:
	handed, shown = statistics.median(seconds), statistics.median(previews)
	figures.print_table(("what", "seconds"), [("preview", f"{shown:.2f}"), ("handing out", f"{handed:.2f}")])
	figures.print_bars(
		[
			figures.Bar("733 tasks, s", f"{handed:.2f}", f"≤ {LONGEST_SECONDS}", handed <= LONGEST_SECONDS),
			figures.Bar("messages a person and channel", max(most), "1", max(most) == 1),
		]
	)


if __name__ == "__main__":
	main()
