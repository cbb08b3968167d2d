#!/usr/bin/env bash
# Runs every test: set-up of a fresh machine, formatting, a build with warnings as errors, then the test projects one
# after another. Ends with a line `N passed, N failed`; the exit code says the same.
#
#   eng/test.sh         what every push runs: unit tests, a slice of each simulation, golden replays, end to end
#   eng/test.sh full    the same with a hundred crashes, the mutants built and hunted, and thousands of seeds
set -euo pipefail
cd "$(dirname "$0")/.."
export PRAETOR_TESTS="${1:-fast}" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export CI="${CI:-true}"

passed=0
failed=0

eng/setup.sh

echo "== format"
dotnet tool restore >/dev/null
if dotnet csharpier check . >/tmp/praetor-format.$$ 2>&1; then passed=$((passed + 1)); else
  cat /tmp/praetor-format.$$
  failed=$((failed + 1))
fi
rm -f /tmp/praetor-format.$$

echo "== build"
dotnet restore --locked-mode Praetor.slnx -v quiet
dotnet build --no-restore Praetor.slnx -warnaserror -clp:ErrorsOnly -v quiet

echo "== mutants apply"
for patch in tests/mutants/*.patch; do
  if git apply --check "$patch"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
if [ "$PRAETOR_TESTS" = full ]; then
  if eng/mutants.sh; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  for hunt in "disk --seeds 10000" "raft --seeds 1000" "gossip-fuzz --count 1000000"; do
    echo "== hunt $hunt"
    # shellcheck disable=SC2086
    if dotnet run -c Release --project tests/Praetor.Simulation -- --scenario $hunt; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  done
fi

echo "== publish"
# What is tested end to end is what is shipped.
eng/publish.sh artifacts/publish
export PRAETOR_BINARY="$PWD/artifacts/publish/praetor"

count() { sed -nE "s/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/p" "$1" | tail -1; }

for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  case "$name" in *.Tests | Praetor.Tidy | Praetor.EndToEnd) ;; *) continue ;; esac
  echo "== $name"
  out=$(mktemp)
  status=0
  dotnet run --project "$project" --no-build -- -noColor >"$out" 2>&1 || status=$?
  read -r total errors failures skipped < <(count "$out") || true
  grep -vE '^ *(Starting|Finished|Discovering|Discovered):' "$out" | tail -n 200
  if [ -z "${total:-}" ]; then
    failed=$((failed + 1))
  else
    # A skipped test counts as failed: a missing program is no reason to pass.
    bad=$((errors + failures + skipped))
    [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    failed=$((failed + bad))
    passed=$((passed + total - failures - skipped))
  fi
  unset total
  rm -f "$out"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
