#!/bin/sh
# What Spark runs on: Java 17 or newer. Installs it where there is none, and where it may.
set -eu
command -v java >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -yqq --no-install-recommends default-jre-headless >/dev/null 2>&1 ||
        { apt-get update -qq && apt-get install -yqq --no-install-recommends default-jre-headless >/dev/null; }
else
    echo 'Java is missing; install it: apt-get install default-jre-headless' >&2
    exit 1
fi
