#!/usr/bin/env bash
# Installs the Debian packages named, or says what a person has to install.
set -euo pipefail

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing on this machine: $*. On Debian: sudo apt-get install $*" >&2
    exit 1
fi
echo "Debian packages: $*"
export DEBIAN_FRONTEND=noninteractive
if ! said=$(apt-get -qq update 2>&1 && apt-get -qq install --no-install-recommends "$@" 2>&1); then
    echo "$said" >&2
    exit 1
fi
