#!/bin/sh
# Install the Debian packages of missing commands: sh debian.sh COMMAND=PACKAGE ...
set -eu
missing=
for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null || missing="$missing ${pair#*=}"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] && [ -n "${CI:-}" ]; then
    exec sudo sh "$0" "$@" # a machine for continuous integration asks for no password
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # split into several arguments
    apt-get install -yqq --no-install-recommends $missing >/dev/null 2>&1 ||
        { apt-get update -qq && apt-get install -yqq --no-install-recommends $missing >/dev/null; }
else
    echo "Missing packages; run: apt-get install$missing" >&2
    exit 1
fi
