#!/bin/sh
# What Debian packages: Chromium, and what reads its PDF. Installs what is missing, where it may.
set -eu
missing=
command -v chromium >/dev/null || missing="$missing chromium"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # a list of names
    apt-get install -yqq --no-install-recommends $missing >/dev/null 2>&1 ||
        { apt-get update -qq && apt-get install -yqq --no-install-recommends $missing >/dev/null; }
else
    echo "These programs are missing; install them: apt-get install$missing" >&2
    exit 1
fi
