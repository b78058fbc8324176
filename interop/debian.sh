#!/bin/sh
# The readers that Debian packages: Graphviz, biber and two shells. Installs what is missing, where it may.
set -eu
missing=
command -v dot >/dev/null || missing="$missing graphviz"
command -v biber >/dev/null || missing="$missing biber"
command -v zsh >/dev/null || missing="$missing zsh"
command -v fish >/dev/null || missing="$missing fish"
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
