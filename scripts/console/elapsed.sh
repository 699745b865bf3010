#!/bin/sh
# Runs a command that is silent for long, and says so on standard error: a title at once, a line of
# elapsed time every five seconds, the time taken. For what runs before the pinned Node is there;
# everything after it uses progress.ts.
#
#   sh scripts/console/elapsed.sh 'Installing npm packages' npm ci
set -u

title=$1
shift
started=$(date +%s)
printf '%s ...\n' "$title" >&2

# The ticker looks whether this shell still lives, so that not even SIGKILL leaves it behind.
shell=$$
(
  seconds=0
  while sleep 1 && kill -0 "$shell" 2>/dev/null; do
    seconds=$((seconds + 1))
    [ $((seconds % 5)) -ne 0 ] || printf '  %s  %s s\n' "$title" "$seconds" >&2
  done
) &
ticker=$!
trap 'kill "$ticker" 2>/dev/null' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

"$@"
code=$?
if [ "$code" -eq 0 ]; then outcome='done'; else outcome='failed'; fi
printf '%s: %s in %s s\n' "$title" "$outcome" "$(($(date +%s) - started))" >&2
exit "$code"
