"""Messages to a messenger's stand-in on loopback, by workers that run beside each other and are killed on their way."""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import frappe
from frappe.utils import now_datetime

from qingdan_app.messaging import delivering, ledger
from qingdan_app.tests import messengers, users
from qingdan_app.tests.messengers import WECOM
from qingdan_app.tests.stand_in import StandIn

from . import figures, inside

DESK = "Desk Notification"
PEOPLE, WORKERS, FEWEST = 200, 2, 200
"""Receivers, workers at once, and the bar in messages a second."""
LONGEST = 1800
"""Seconds after which a run is taken for stuck."""


def main() -> None:
	parser = argparse.ArgumentParser()
	parser.add_argument("--messages", type=int, default=10_000)
	parser.add_argument("--kills", type=int, default=20)
	parser.add_argument("--worker", action="store_true")
	wanted = parser.parse_args()
	with inside.connected():
		if wanted.worker:
			work()
		else:
			measure(wanted.messages, wanted.kills)


def work() -> None:
	"""What a worker of the site does, until nothing is due."""
	frappe.set_user("Administrator")
	while delivering.deliver_due():
		pass


def measure(messages: int, kills: int) -> None:
	figures.print_machine("The outbox")
	inside.empty_site()
	with StandIn() as server:
		receivers = people(server)
		desk = rate(DESK, receivers, messages // 5)
		messenger = rate(WECOM, receivers, messages // 5)
		bars = [
			figures.Bar("to the messenger, a second", f"{messenger:.0f}", f"≥ {FEWEST}", messenger >= FEWEST)
		]
		figures.print_table(
			("channel", "messages a second, 2 workers"), [(DESK, f"{desk:.0f}"), (WECOM, f"{messenger:.0f}")]
		)
		bars += killed_on_the_way(server, receivers, messages, kills)
	figures.print_bars(bars)
	messengers.stop_using()
	frappe.db.delete("Singles", {"doctype": "Qingdan Channel Settings"})
	frappe.db.delete("User", {"name": ("in", receivers)})
	inside.empty_site()


def people(server: StandIn) -> list[str]:
	"""Receivers with an account in the messenger."""
	messengers.use(server, WECOM)
	found = [users.user() for _number in range(PEOPLE)]
	for name in found:
		messengers.account(name, name.split("@")[0])
	frappe.db.commit()
	return found


def write(channel: str, receivers: list[str], count: int) -> None:
	"""So many messages that are due, a cause for each round over all receivers."""
	inside.speak(f"{count} messages by {channel}")
	fixed = {
		"channel": channel,
		"kind": "Turn",
		"language": "zh",
		"sender": "Administrator",
		"opinion": "请按期办理",
	}
	about = {"reference_doctype": "Language", "reference_name": "zh", "title": "修建污水处理厂"}
	rows = []
	for number in range(count):
		receiver, cause = receivers[number % len(receivers)], f"{channel}/{time.time_ns()}/{number}"
		name = ledger.key_of(receiver, channel, cause, "Turn")
		rows.append(
			{
				"name": name,
				"receiver": receiver,
				"cause": cause,
				"subject": f"待您办理：zh {number}",
				**fixed,
				**about,
			}
		)
	for begin in range(0, count, 500):
		ledger.write(rows[begin : begin + 500])
	frappe.db.commit()


def start() -> subprocess.Popen:
	return subprocess.Popen([sys.executable, "-m", "benchmarks.outbox", "--worker"])


def rate(channel: str, receivers: list[str], count: int) -> float:
	"""Messages a second, from the first that is delivered to the last: what a worker needs to begin is not counted."""
	frappe.db.delete(ledger.MESSAGE)
	write(channel, receivers, count)
	for worker in [start() for _worker in range(WORKERS)]:
		worker.wait(LONGEST)
	frappe.db.rollback()
	begin, end = frappe.db.sql("select min(delivered_at), max(delivered_at) from `tabQingdan Message`")[0]
	if settled() != {"Delivered": count}:
		sys.exit(f"not all were delivered: {settled()}")
	return count / max((end - begin).total_seconds(), 0.001)


def killed_on_the_way(server: StandIn, receivers: list[str], count: int, kills: int) -> list[figures.Bar]:
	"""Kill workers at random while they deliver; then what they had taken up is due again, as when its lease is over."""
	frappe.db.delete(ledger.MESSAGE)
	write(WECOM, receivers, count)
	before, asked = len(server.said), len(server.asked)
	workers, killed, calm = [start() for _worker in range(WORKERS)], 0, time.monotonic() + LONGEST
	while left() and time.monotonic() < calm:
		if killed < kills and count - left() > (killed + 1) * count / (kills + 2):
			worker = random.choice(workers)
			os.kill(worker.pid, signal.SIGKILL)
			worker.wait()
			workers[workers.index(worker)] = start()
			killed += 1
		time.sleep(0.02)
	for worker in workers:
		worker.wait(LONGEST)
	frappe.db.rollback()
	taken = frappe.db.count(ledger.MESSAGE, {"state": "Sending"})
	frappe.db.sql(
		"update `tabQingdan Message` set `next_attempt` = %s where `state` = 'Sending'", now_datetime()
	)
	frappe.db.commit()
	start().wait(LONGEST)
	frappe.db.rollback()
	shown = Counter(server.said[before:])
	calls = sum("message/send" in path for path in server.asked[asked:])
	inside.speak(
		f"{killed} workers killed with {taken} messages in their hands; {calls - count} were handed over twice"
	)
	lost, doubled = count - len(shown), sum(shown.values()) - len(shown)
	return [
		figures.Bar(f"lost of {count}", lost, "0", lost == 0 and settled() == {"Delivered": count}),
		figures.Bar("told twice", doubled, "0", doubled == 0),
		figures.Bar("workers killed", killed, f"{kills}", killed == kills),
	]


def left() -> int:
	frappe.db.rollback()
	return frappe.db.count(ledger.MESSAGE, {"state": "Queued"})


def settled() -> dict[str, int]:
	return dict(frappe.db.sql("select `state`, count(*) from `tabQingdan Message` group by `state`"))


if __name__ == "__main__":
	main()
