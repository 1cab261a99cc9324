# Sourced by the commands in bin/: finds a Python, or installs Debian's, and hands over to tools/bench.
# shellcheck shell=sh

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

if ! command -v python3 >/dev/null; then
	sudo=
	[ "$(id -u)" = 0 ] || sudo=sudo
	echo "Installing python3 first."
	$sudo apt-get -qq update && $sudo apt-get -qq install -y --no-install-recommends python3 >/dev/null
fi

exec python3 "$root/tools/command.py" "$(basename -- "$0")" "$@"
