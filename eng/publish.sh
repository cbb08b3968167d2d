#!/usr/bin/env bash
# Makes OUTDIR/praetor: one self-contained file for linux-x64.
#
#   eng/publish.sh OUTDIR          the form that is shipped
#   eng/publish.sh OUTDIR aot|r2r  NativeAOT, or trimmed ReadyToRun
#
# It restores and builds in a folder of its own with locks of its own (eng/locks), so that the locked restore of the repository is
# never disturbed.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:?usage: eng/publish.sh OUTDIR [aot|r2r]}
form=${2:-aot}
mkdir -p "$out"
work=$(pwd)/artifacts/publish-$form

case "$form" in aot | r2r) ;; *)
  echo "unknown form $form: aot or r2r" >&2
  exit 2
  ;;
esac

if [ "$form" = aot ] && ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
  echo "NativeAOT needs a C toolchain: apt-get install -y gcc zlib1g-dev, or publish with r2r" >&2
  exit 1
fi

dotnet publish src/Praetor/Praetor.csproj -c Release -r linux-x64 --self-contained \
  --artifacts-path "$work" -p:ArtifactsPath="$work" \
  -p:PublishForm="$form" -o "$work/out" -v quiet -clp:ErrorsOnly
install -m 0755 "$work/out/praetor" "$out/praetor"
ls -l "$out/praetor" | awk '{printf "%s: %.1f MB\n", $NF, $5 / 1e6}'
