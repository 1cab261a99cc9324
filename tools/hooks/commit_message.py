"""Says what is wrong with a commit message: `type(scope): Sentence`, an empty line, and why.

Called with the file of the message, as Git's commit-msg hook is.
"""

import re
import sys
from pathlib import Path

TYPES = ("feat", "fix", "perf", "refactor", "test", "docs", "chore")
LONGEST = 120
SUBJECT = re.compile(r"(?P<type>[a-z]+)(?:\((?P<scope>[^()]*)\))?: (?P<sentence>.+)")
SCOPE = re.compile(r"[a-z][a-z0-9_/-]*")
MADE_BY_GIT = ("Merge ", "Revert ", "fixup! ", "squash! ", "amend! ")


def faults(message: str) -> list[str]:
	"""One sentence for each thing that is wrong; comments and what Git words itself are passed over."""
	lines = written(message)
	if not lines:
		return ["There is no message."]
	if lines[0].startswith(MADE_BY_GIT):
		return []
	found = faults_of_subject(lines[0])
	if len(lines) > 1 and lines[1]:
		found.append("The second line stays empty.")
	return found


def written(message: str) -> list[str]:
	"""The lines that Git would keep."""
	before_scissors = message.split("# ------------------------ >8", 1)[0]
	lines = [line.rstrip() for line in before_scissors.splitlines() if not line.startswith("#")]
	return "\n".join(lines).strip("\n").splitlines()


def faults_of_subject(subject: str) -> list[str]:
	parts = SUBJECT.fullmatch(subject)
	if not parts:
		return ["The first line is `type(scope): Sentence`."]
	kind, scope, sentence = parts.group("type", "scope", "sentence")
	checks = {
		f"The type is one of {', '.join(TYPES)}; not `{kind}`.": kind in TYPES,
		f"The scope is a package in small letters; not `{scope}`.": scope is None or SCOPE.fullmatch(scope),
		"The sentence begins with a capital letter.": not sentence[0].islower(),
		"The sentence ends without a full stop.": not sentence.endswith("."),
		f"The first line has at most {LONGEST} characters.": len(subject) <= LONGEST,
	}
	return [fault for fault, holds in checks.items() if not holds]


if __name__ == "__main__":
	told = faults(Path(sys.argv[1]).read_text(encoding="utf-8"))
	print(*told, sep="\n", file=sys.stderr)
	sys.exit(1 if told else 0)
