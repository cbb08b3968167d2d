#!/usr/bin/env bash
# Brings what the tests need and the .NET SDK does not: Debian packages and the npm packages of tests/Praetor.EndToEnd.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
need() { command -v "$1" >/dev/null 2>&1 || [ -e "$1" ] || missing+=("$2"); }
need python3 python3
need curl curl
need dig bind9-dnsutils
need strace strace
need wrk wrk
need serf serf
need gcc gcc
need /usr/include/zlib.h zlib1g-dev

if [ "${#missing[@]}" -gt 0 ]; then
  echo "== installing ${missing[*]}"
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if [ -f tests/Praetor.EndToEnd/package-lock.json ] && [ ! -d tests/Praetor.EndToEnd/node_modules ]; then
  npm ci --prefix tests/Praetor.EndToEnd --silent --no-audit --no-fund
fi
