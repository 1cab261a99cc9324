"""Called by tools/launch.sh with the name of a command in bin/ and its words."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench import cli

if __name__ == "__main__":
	cli.main(sys.argv[1], sys.argv[2:])
