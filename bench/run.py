#!/usr/bin/env python3
"""Measures a Praetor binary beside its floors, both in turn, round after round, in one run.

    bench/run.py --binary PATH [--floor PATH] [--rounds 3] [--seconds 5] [--only CASE,...]

Cases: kv_put, kv_get (64 connections, 100-byte values, beside the floor of bench/Praetor.Floor), startup (exec to the first
accepted write), idle_rss (8 s after start), restart (kill -9 with 200,000 keys, to the first read), snapshot_p99 (p99 of
PUT with and without a snapshot being written), health (50 instances). Prints medians and the share of the floor. Needs wrk.
Everything listens on loopback, is bounded in time and is stopped by its PID.
"""
import argparse, http.client, json, os, re, shutil, socket, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
VALUE = "x" * 100
# The msgpack of a KVS entry with a 100-byte value, a short key and the record around it.
ENTRY_BYTES = 260


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def call(port, method, path, body=None, timeout=10):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        c.request(method, path, body)
        r = c.getresponse()
        return r.status, r.read()
    finally:
        c.close()


def until(what, test, limit=60):
    start = time.monotonic()
    while time.monotonic() - start < limit:
        try:
            if test():
                return time.monotonic() - start
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.002)
    sys.exit("never happened: " + what)


class Agent:
    def __init__(self, binary, **config):
        self.binary, self.dir = binary, tempfile.mkdtemp(prefix="praetor-bench-")
        self.port = free_port()
        ports = {"http": self.port, "dns": free_port(), "server": free_port(), "serf_lan": free_port(),
                 "serf_wan": free_port(), "grpc": -1, "grpc_tls": -1}
        base = {"server": True, "bootstrap_expect": 1, "node_name": "bench", "data_dir": self.dir + "/data",
                "bind_addr": "127.0.0.1", "client_addr": "127.0.0.1", "log_level": "ERROR", "disable_update_check": True,
                "performance": {"raft_multiplier": 1}, "limits": {"http_max_conns_per_client": 10000}, "ports": ports}
        base.update(config)
        with open(self.dir + "/agent.json", "w") as f:
            json.dump(base, f)
        self.proc = None

    def start(self):
        self.proc = subprocess.Popen([self.binary, "agent", "-config-file", self.dir + "/agent.json"],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self

    def ready(self):
        return until("the agent takes a write", lambda: call(self.port, "PUT", "/v1/kv/ready", "1")[1] == b"true")

    def kill(self):
        self.proc.kill()
        self.proc.wait()

    def rss(self):
        with open("/proc/%d/status" % self.proc.pid) as f:
            return int(re.search(r"VmRSS:\s+(\d+)", f.read())[1]) / 1024

    def close(self):
        if self.proc and self.proc.poll() is None:
            self.kill()
        shutil.rmtree(self.dir, ignore_errors=True)


class Floor(Agent):
    def __init__(self, binary):
        self.binary, self.dir, self.port, self.proc = binary, tempfile.mkdtemp(prefix="praetor-floor-"), free_port(), None

    def start(self):
        self.proc = subprocess.Popen([self.binary, str(self.port), self.dir, str(ENTRY_BYTES)],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self


PUT_LUA = """
local n = 0
local id = 0
function setup(thread) thread:set("id", id); id = id + 1 end
function request()
  n = n + 1
  return wrk.format("PUT", "/v1/kv/bench/" .. id .. "/" .. (n %% %d), nil, "%s")
end
"""


def wrk(port, seconds, path="/", lua=None, conns=64):
    command = ["wrk", "-t2", "-c%d" % conns, "-d%ds" % seconds, "--latency", "http://127.0.0.1:%d%s" % (port, path)]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if lua:
            script.write(lua)
            script.flush()
            command[1:1] = ["-s", script.name]
        out = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60).stdout
    if "Non-2xx" in out:
        sys.exit("wrong answers under load:\n" + out)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", out)
    return rate, float(p99[1]) * {"us": 1e-3, "ms": 1, "s": 1e3}[p99[2]]


def beside_floor(agent, floor, seconds, **load):
    return wrk(agent.port, seconds, **load), wrk(floor.port, seconds, **load)


def throughput(args, name, prepare, **load):
    agent, floor = Agent(args.binary).start(), Floor(args.floor).start()
    try:
        agent.ready()
        until("the floor answers", lambda: call(floor.port, "GET", "/")[0] == 200)
        prepare(agent)
        if "lua" not in load:
            call(floor.port, "POST", "/", call(agent.port, "GET", load["path"])[1])
        ours, floors = [], []
        for side in (agent, floor):
            wrk(side.port, 2, **load)  # warm
        for _ in range(args.rounds):
            a, f = beside_floor(agent, floor, args.seconds, **load)
            ours.append(a)
            floors.append(f)
        rate, base = statistics.median(r for r, _ in ours), statistics.median(r for r, _ in floors)
        print("%-14s %9.0f/s  p99 %6.2f ms   floor %9.0f/s  p99 %6.2f ms   %5.1f %% of the floor" % (
            name, rate, statistics.median(p for _, p in ours), base, statistics.median(p for _, p in floors), 100 * rate / base))
    finally:
        agent.close()
        floor.close()


def kv_put(args):
    throughput(args, "kv_put", lambda agent: None, path="/", lua=PUT_LUA % (10000, VALUE))


def kv_get(args):
    throughput(args, "kv_get", lambda agent: call(agent.port, "PUT", "/v1/kv/bench/key", VALUE), path="/v1/kv/bench/key")


def health(args):
    def fill(agent):
        for i in range(50):
            body = {"Node": "n%d" % i, "Address": "10.0.0.%d" % i, "Service": {"Service": "web", "Port": 80},
                    "Check": {"CheckID": "c", "Status": "passing"}}
            call(agent.port, "PUT", "/v1/catalog/register", json.dumps(body))
    throughput(args, "health (50)", fill, path="/v1/health/service/web?passing")


def startup(args):
    times = []
    for _ in range(args.rounds * 3):
        agent = Agent(args.binary)
        try:
            start = time.monotonic()
            agent.start()
            agent.ready()
            times.append(time.monotonic() - start)
        finally:
            agent.close()
    print("%-14s %9.3f s   (exec to the first accepted write; %d starts, worst %.3f s)" % (
        "startup", statistics.median(times), len(times), max(times)))


def idle_rss(args):
    agent = Agent(args.binary).start()
    try:
        agent.ready()
        time.sleep(8)
        print("%-14s %9.1f MiB" % ("idle_rss", agent.rss()))
    finally:
        agent.close()


def restart(args):
    agent = Agent(args.binary).start()
    try:
        agent.ready()
        for first in range(0, 200_000, 64):
            ops = [{"KV": {"Verb": "set", "Key": "fill/%06d" % k, "Value": "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4"}}
                   for k in range(first, min(first + 64, 200_000))]
            status, text = call(agent.port, "PUT", "/v1/txn", json.dumps(ops))
            if status != 200:
                sys.exit("filling: %d %s" % (status, text[:200]))
        agent.kill()
        start = time.monotonic()
        agent.start()
        until("a key is read again", lambda: call(agent.port, "GET", "/v1/kv/fill/199999?raw")[0] == 200)
        print("%-14s %9.3f s   (kill -9 with 200,000 keys, exec to the first read; then %.1f MiB)" % (
            "restart", time.monotonic() - start, agent.rss()))
    finally:
        agent.close()


def snapshot_p99(args):
    def filled(**raft):
        agent = Agent(args.binary, **raft).start()
        agent.ready()
        for first in range(0, 200_000, 64):
            ops = [{"KV": {"Verb": "set", "Key": "fill/%06d" % k, "Value": "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4"}}
                   for k in range(first, min(first + 64, 200_000))]
            call(agent.port, "PUT", "/v1/txn", json.dumps(ops))
        return agent

    # Alternately, so that the disk's other work hits both. A snapshot of 200,000 keys is due every second in one.
    quiet = filled(raft_snapshot_threshold=100_000_000)
    busy = filled(raft_snapshot_threshold=1000, raft_snapshot_interval="1s")
    try:
        p99 = {quiet: [], busy: []}
        for _ in range(args.rounds * 2):
            for agent in (quiet, busy):
                p99[agent].append(wrk(agent.port, args.seconds, lua=PUT_LUA % (10000, VALUE))[1])
        with_, without = statistics.median(p99[busy]), statistics.median(p99[quiet])
        print("%-14s %9.2f ms with a snapshot every second, %.2f ms without: %.1f times (rounds: %s; %s)" % (
            "snapshot_p99", with_, without, with_ / without,
            " ".join("%.1f" % p for p in p99[busy]), " ".join("%.1f" % p for p in p99[quiet])))
    finally:
        quiet.close()
        busy.close()


CASES = {f.__name__: f for f in (startup, idle_rss, kv_get, kv_put, health, restart, snapshot_p99)}


def main():
    args_of = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args_of.add_argument("--binary", required=True)
    args_of.add_argument("--floor", default=os.path.join(HERE, "../artifacts/bin/Praetor.Floor/release/Praetor.Floor"))
    args_of.add_argument("--rounds", type=int, default=3)
    args_of.add_argument("--seconds", type=int, default=5)
    args_of.add_argument("--only", default=",".join(CASES))
    args = args_of.parse_args()
    args.binary = os.path.realpath(args.binary)
    for case in args.only.split(","):
        CASES[case](args)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
