using System.Text;
using Praetor.Consensus;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;

namespace Praetor.TestKit.Consensus;

/// <summary>
/// A run of a group under faults, then without: safety at every step, progress at the end. Everything follows from the
/// seed: size, faults, load, membership.
/// </summary>
internal sealed class RaftScenario
{
    private static readonly TimeSpan FaultsLast = TimeSpan.FromSeconds(20);

    // Some elections' worth: three servers that campaign against each other meet by then.
    private static readonly TimeSpan HealedWithin = TimeSpan.FromSeconds(15);

    private readonly SimCluster _cluster;
    private readonly Random _random;
    private readonly bool _changesMembership;
    private int _proposed;
    private bool _areFaultsOver;

    private RaftScenario(SimCluster cluster)
    {
        _cluster = cluster;
        _random = cluster.Random;
        _changesMembership = _random.Next(2) == 0;
    }

    /// <summary>One to five servers, everything that can go wrong.</summary>
    /// <exception cref="SimulationException">A property does not hold; names seed and step.</exception>
    public static SimulationReport Raft(int seed)
    {
        var size = new[] { 1, 3, 3, 5, 5 }[seed % 5];
        var cluster = new SimCluster(seed, size, others: size == 1 ? 0 : 1);
        return Report(seed, cluster, new RaftScenario(cluster).RunRaft);
    }

    /// <summary>One server whose power fails again and again: what was acknowledged stays.</summary>
    /// <exception cref="SimulationException">Something acknowledged is lost; names seed and step.</exception>
    public static SimulationReport Disk(int seed)
    {
        var cluster = new SimCluster(seed, founders: 1);
        return Report(seed, cluster, new RaftScenario(cluster).RunDisk);
    }

    private static SimulationReport Report(int seed, SimCluster cluster, Action run)
    {
        try
        {
            run();
        }
        catch (Exception failure)
        {
            // Whatever it is, it is what the run has found: a broken property or invariant, a damaged disk, a surprise.
            throw new SimulationException(
                $"seed {seed}, step {cluster.Steps}: {failure.Message}{Environment.NewLine}{cluster.Describe()}",
                failure
            );
        }

        return new SimulationReport(
            cluster.Steps,
            cluster.Checker.Acknowledged,
            cluster.Checker.Elections,
            cluster.ReadsConfirmed
        );
    }

    private void RunRaft()
    {
        _cluster.StartAll();
        _cluster.Network.Loss = _random.NextDouble() * 0.2;
        _cluster.Network.Doubling = _random.NextDouble() * 0.1;
        _cluster.Network.Breaks = 0.3;
        _cluster.DiskDelayMax = TimeSpan.FromMilliseconds(
            _random.Next(3) switch
            {
                0 => 2,
                1 => 20,
                _ => 150,
            }
        );
        _cluster.Network.DelayMax = TimeSpan.FromMilliseconds(_random.Next(2, 60));
        LoadLater();
        FaultLater();
        _cluster.RunUntil(FaultsLast);
        Recover();
    }

    private void RunDisk()
    {
        LoadLater();
        for (var life = 0; life < 6; life++)
        {
            var server = _cluster.Servers[0];
            _cluster.Start(server);
            server.Disk.ChangesUntilPowerFails = _random.Next(60);
            _cluster.RunUntil(() => !server.IsUp, TimeSpan.FromSeconds(1));
            if (server.IsUp)
            {
                server.Crash();
            }
        }

        Recover();
    }

    /// <summary>
    /// The faults stop: a leader is found and takes writes, also where a minority stays away for good; and when that comes
    /// back too, everybody learns of everything.
    /// </summary>
    private void Recover()
    {
        _areFaultsOver = true;
        _cluster.Network.Heal();
        _cluster.Network.Loss = _cluster.Network.Doubling = _cluster.Network.Breaks = 0;
        _cluster.Network.DelayMax = TimeSpan.FromMilliseconds(5);
        _cluster.DiskDelayMax = TimeSpan.FromMilliseconds(3);
        _cluster.Stalled = null;
        _cluster.Trace("the faults stop");
        StopMinority();
        var acknowledged = _cluster.Checker.Acknowledged;
        if (!_cluster.RunUntil(() => _cluster.Checker.Acknowledged >= acknowledged + 3, HealedWithin))
        {
            throw new NoProgressException("the faults have stopped, and the group takes no writes");
        }

        foreach (var server in _cluster.Servers.Where(server => !server.IsUp))
        {
            _cluster.Start(server);
        }

        if (!_cluster.RunUntil(HasEverybodyEverything, HealedWithin))
        {
            throw new NoProgressException("the faults have stopped, and some server does not learn what is committed");
        }
    }

    /// <summary>Starts a majority of the founders, and lets the others be away; all, where the members have changed.</summary>
    private void StopMinority()
    {
        var away = _changesMembership ? 0 : (_cluster.Founders - 1) / 2;
        var order = _cluster.Servers.Take(_cluster.Founders).ToArray();
        _random.Shuffle(order);
        foreach (var server in _cluster.Servers)
        {
            server.Disk.ChangesUntilPowerFails = null;
            var staysAway = order.AsSpan(0, away).Contains(server);
            if (staysAway && server.IsUp)
            {
                server.Crash();
            }
            else if (!staysAway && !server.IsUp)
            {
                _cluster.Start(server);
            }
        }
    }

    private bool HasEverybodyEverything()
    {
        if (_cluster.Leader?.Core is not { } leader || leader.Commit < _cluster.Checker.LastAcknowledged)
        {
            return false;
        }

        var members = leader.Configuration.Servers.Select(member => _cluster.Find(member.Id)!);
        return members.All(server => server.Machine.Index.Value + 20 >= leader.Commit.Value);
    }

    private void LoadLater() =>
        _cluster.After(
            TimeSpan.FromMilliseconds(_random.Next(1, 60)),
            null,
            () =>
            {
                Load();
                LoadLater();
            }
        );

    /// <summary>Clients ask whoever takes itself for a leader, also one that no longer is.</summary>
    private void Load()
    {
        var leaders = _cluster.Servers.Where(server => server.Core?.Role is LeaderRole).ToList();
        if (leaders.Count == 0)
        {
            return;
        }

        var target = leaders[_random.Next(leaders.Count)];
        for (var count = _random.Next(1, 8); count > 0 && target.IsUp; count--)
        {
            var input = NextInput();
            _cluster.After(TimeSpan.Zero, target, () => target.Step(input));
        }
    }

    private RaftInput NextInput()
    {
        var dice = _random.Next(100);
        if (dice < 12)
        {
            return new ReadRequest(IsLeaseEnough: dice < 6);
        }

        var text = $"command {++_proposed} {new string('x', _random.Next(120))}";
        return new ProposeRequest(LogEntryType.Command, Encoding.UTF8.GetBytes(text));
    }

    private void FaultLater() =>
        _cluster.After(
            TimeSpan.FromMilliseconds(_random.Next(50, 900)),
            null,
            () =>
            {
                if (!_areFaultsOver)
                {
                    Fault();
                    FaultLater();
                }
            }
        );

    private void Fault()
    {
        var server = _cluster.Servers[_random.Next(_cluster.Servers.Count)];
        var other = _cluster.Servers[_random.Next(_cluster.Servers.Count)];
        switch (_random.Next(12))
        {
            case 0 or 1 when server.IsUp:
                _cluster.Trace($"the power of {server.Id} is about to fail");
                server.Disk.ChangesUntilPowerFails = _random.Next(12);
                break;
            case 2 when server.IsUp:
                server.Crash();
                break;
            case <= 5 when !server.IsUp:
                _cluster.Start(server);
                break;
            case 3:
                _cluster.Trace("the network splits");
                _cluster.Network.Split(_random.Next(2, 4));
                break;
            case 4 or 5:
                _cluster.Trace("the network heals");
                _cluster.Network.Heal();
                break;
            case 6:
                _cluster.Trace($"{other.Id} does not hear {server.Id}");
                _cluster.Network.Cut(server.Id, other.Id);
                break;
            case 7 or 8:
                _cluster.After(TimeSpan.Zero, server, server.TakeSnapshot);
                break;
            case 9:
                _cluster.Stalled = _random.Next(2) == 0 ? null : server.Id;
                break;
            case 10 when _changesMembership && _cluster.Leader is { } leader:
                _cluster.After(TimeSpan.Zero, leader, () => leader.Step(NextMembership()));
                break;
            case 11 when _cluster.Leader is { } leader:
                _cluster.After(TimeSpan.Zero, leader, () => leader.Step(new TransferRequest(null)));
                break;
        }
    }

    private MembershipRequest NextMembership()
    {
        var id = _cluster.Servers[_random.Next(_cluster.Servers.Count)].Id;
        return new MembershipRequest(
            _random.Next(4) switch
            {
                0 when _cluster.Servers.Count > 3 => new MembershipChange.Remove(id),
                1 => new MembershipChange.Put(new RaftServer(id, $"{id}:8300", Suffrage.NonVoter)),
                _ => new MembershipChange.Put(new RaftServer(id, $"{id}:8300", Suffrage.Voter)),
            }
        );
    }
}

/// <summary>What a run did.</summary>
public sealed record SimulationReport(int Steps, int Acknowledged, int Elections, int Reads);

/// <summary>A run failed; the message names seed and step, and what happened before.</summary>
public sealed class SimulationException(string message, Exception inner) : Exception(message, inner);

/// <summary>Nothing is in the way, and nothing moves.</summary>
internal sealed class NoProgressException(string what) : Exception(what);
