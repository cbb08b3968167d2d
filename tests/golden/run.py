#!/usr/bin/env python3
"""Replays recorded requests against a Praetor binary and prints the share of answers that match, by owner.

    run.py --binary PATH [--owner store ...] [--only SCENARIO ...] [--all] [--jobs N] [--raise-floor]

scope.tsv names the owner of each recorded step. Without --only or --all, the scenarios that hold a step of a named
owner are replayed. floor.tsv holds the number of matching steps of each owner that has been reached; fewer fail the run,
and --raise-floor writes more. A step named in divergences.tsv is meant to differ, with its reason in
docs/compatibility.md; it counts as a miss all the same. The last line is `N passed, N failed`, a step of a checked owner each
up to the floor.
"""
import argparse, collections, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import compare  # noqa: E402


def table(name):
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return []
    with open(path) as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]


def main():
    args_of = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args_of.add_argument("--binary", required=True)
    args_of.add_argument("--owner", action="append", default=[])
    args_of.add_argument("--only", action="append", default=[])
    args_of.add_argument("--all", action="store_true")
    args_of.add_argument("--jobs", type=int, default=2)
    args_of.add_argument("--out", help="keep the new recordings here")
    args_of.add_argument("--raise-floor", action="store_true")
    args_of.add_argument("--quiet", action="store_true", help="name no differing steps")
    args = args_of.parse_args()

    owner_of = {(scenario, step): owner for scenario, step, owner in table("scope.tsv")[1:]}
    owners = set(args.owner)
    if args.all:
        scenarios = sorted({scenario for scenario, _ in owner_of})
    else:
        scenarios = args.only or sorted({s for (s, _), owner in owner_of.items() if owner in owners})
    if not scenarios:
        args_of.error("name --owner, --only or --all")

    golden = os.path.join(HERE, "recordings-1.16")
    out = args.out or tempfile.mkdtemp(prefix="praetor-golden-")
    record = [sys.executable, os.path.join(HERE, "record.py"), "--binary", args.binary, "--scenarios",
              os.path.join(HERE, "scenarios"), "--out", out, "--as-version", "1.16.4", "--fixtures",
              os.path.join(golden, "fixtures"), "--jobs", str(args.jobs)]
    for scenario in scenarios:
        record += ["--only", scenario]
    subprocess.run(record, check=True)

    matched, total, missed = collections.Counter(), collections.Counter(), []
    for scenario in scenarios:
        want = compare.load(os.path.join(golden, scenario + ".json"))
        try:
            got = compare.load(os.path.join(out, scenario + ".json"))
        except FileNotFoundError:
            sys.exit("%s was not replayed" % scenario)
        _, _, bad = compare.Comparer(want, got, False).run()
        differing = {step: lines for step, _, lines in bad}
        for step in want["steps"]:
            if step.get("skipped") or "response" not in step:
                continue
            owner = owner_of.get((scenario, step["id"]), "none")
            total[owner] += 1
            if step["id"] in differing:
                missed.append((owner, scenario, step["id"], differing[step["id"]]))
            else:
                matched[owner] += 1

    intended = {(scenario, step) for scenario, step, *_ in table("divergences.tsv")}
    if not args.quiet:
        for owner, scenario, step, lines in missed:
            if owners and owner not in owners:
                continue
            mark = " (intended)" if (scenario, step) in intended else ""
            print("differs: %s %s/%s%s" % (owner, scenario, step, mark))
            for line in lines[:4]:
                print("    " + line[:300])

    print("golden steps that match, by owner:")
    for owner in sorted(total):
        print("  %-10s %4d of %4d  %5.1f %%" % (owner, matched[owner], total[owner], 100 * matched[owner] / total[owner]))

    floors = {owner: int(count) for owner, count in table("floor.tsv")}
    failed = 0
    # A part of the scenarios says nothing about the whole of an owner.
    for owner in sorted(owners) if not args.only else []:
        floor = floors.get(owner, 0)
        if matched[owner] < floor:
            failed += floor - matched[owner]
            print("%s fell below its floor: %d of %d" % (owner, matched[owner], floor))
        elif matched[owner] > floor and args.raise_floor:
            floors[owner] = matched[owner]
    if args.raise_floor:
        with open(os.path.join(HERE, "floor.tsv"), "w") as lines:
            lines.write("# owner\tmatching steps reached; only rises (run.py --raise-floor)\n")
            lines.writelines("%s\t%d\n" % item for item in sorted(floors.items()))
    print("%d passed, %d failed" % (sum(matched[owner] for owner in owners), failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
