"""python -m qingdan_app.parsing FILE [--json]"""

import argparse
import json
import sys
from pathlib import Path

from qingdan_app.parsing.document import parse_bytes
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.jsonform import to_json
from qingdan_app.parsing.summary import summary


def main(arguments: list[str] | None = None) -> int:
	"""Print what was read. The exit status is 0, or 2 if the file cannot be read or is no list."""
	options = _options(arguments)
	sys.stdout.reconfigure(encoding="utf-8", errors="replace")
	sys.stderr.reconfigure(encoding="utf-8", errors="replace")
	try:
		document = parse_bytes(_bytes_of(options.file))
	except (NotAList, OSError) as refusal:
		print(refusal, file=sys.stderr)
		return 2
	print(_json(document) if options.json else summary(document))
	return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="python -m qingdan_app.parsing", description="Read a 责任分解清单.")
	parser.add_argument("file", help="the list as text, or - for standard input")
	parser.add_argument(
		"--json", action="store_true", help="print the whole document (schema 1, see README.md)"
	)
	return parser.parse_args(arguments)


def _bytes_of(file: str) -> bytes:
	return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _json(document) -> str:
	return json.dumps(to_json(document), ensure_ascii=False, indent=2)


if __name__ == "__main__":
	sys.exit(main())
