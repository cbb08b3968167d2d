#!/usr/bin/env bash
# Puts each defect of tests/mutants into a copy of HEAD, on purpose, and lets the simulator hunt it. Prints the seed and
# the step at which each was caught; fails if one survives, or if a patch no longer applies.
# Usage: eng/mutants.sh [F0 F3 ...]
set -euo pipefail

root=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  mapfile -t names < <(cd "$root/tests/mutants" && ls -- *.patch | sed 's/\.patch$//')
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

for name in "${names[@]}"; do
  patch="$root/tests/mutants/$name.patch"
  read -r -a hunt < <(sed -n 's/^Simulation: //p' "$patch")

  # One folder for all, so that only what a mutant touches is built again.
  git -C "$root" archive HEAD -- Directory.Build.props Directory.Packages.props global.json .editorconfig eng src \
    tests/Directory.Build.props tests/Directory.Build.targets tests/Praetor.TestKit tests/Praetor.Simulation |
    tar -x -C "$work" -m
  (cd "$work" && git apply --unsafe-paths "$patch")
  if ! dotnet build -c Release "$work/tests/Praetor.Simulation" --nologo -v quiet -clp:ErrorsOnly >"$work/build.log" 2>&1; then
    cat "$work/build.log"
    echo "$name: does not build" >&2
    exit 2
  fi

  status=0
  dotnet run -c Release --no-build --project "$work/tests/Praetor.Simulation" -- "${hunt[@]}" >"$work/run.log" 2>&1 || status=$?
  case $status in
    0)
      echo "$name: SURVIVED ${hunt[*]}: $(head -n 1 "$work/run.log")"
      failed=1
      ;;
    1)
      echo "$name: caught at $(head -n 1 "$work/run.log" | sed 's/^FAILED //')"
      ;;
    *)
      cat "$work/run.log"
      echo "$name: the simulation ended with $status" >&2
      exit 2
      ;;
  esac
done

exit $failed
