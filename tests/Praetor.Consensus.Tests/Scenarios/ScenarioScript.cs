using System.Globalization;
using System.Text;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;

namespace Praetor.Consensus.Tests.Scenarios;

/// <summary>
/// Runs a script over a few cores, message by message, and writes down everything they say. Lines:
/// <code>
/// group a b c          servers, each with the founding configuration durable
/// timeout a            time passes until a campaigns
/// tick 0.3             time passes for all
/// propose a TEXT       a client asks a
/// deliver              every message and write is delivered until all are silent
/// cut a / heal         a hears and is heard by nobody / everybody again
/// hold a / persist a   a's disk owes its writes / completes them
/// </code>
/// </summary>
internal sealed class ScenarioScript
{
    private readonly SortedDictionary<string, RaftCore> _cores = new(StringComparer.Ordinal);
    private readonly Queue<RaftMessage> _messages = new();
    private readonly SortedSet<string> _cut = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _held = new(StringComparer.Ordinal);
    private readonly StringBuilder _trace = new();
    private TimeSpan _now;

    /// <returns>The script with what happened behind each line.</returns>
    public static string Run(IEnumerable<string> script)
    {
        var run = new ScenarioScript();
        foreach (var line in script.Where(line => line.Length > 0 && !line.StartsWith(' ')))
        {
            run._trace.Append(line).Append('\n');
            if (!line.StartsWith('#'))
            {
                run.Perform(line.Split(' ', 3));
            }
        }

        return run._trace.ToString();
    }

    private void Perform(string[] words)
    {
        switch (words)
        {
            case ["group", .. var names]:
                Found([.. string.Join(' ', names).Split(' ')]);
                break;
            case ["timeout", var name]:
                _now += TimeSpan.FromSeconds(2.5);
                Step(name, RaftInput.Tick.Instance);
                break;
            case ["tick", var seconds]:
                _now += TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
                foreach (var name in _cores.Keys)
                {
                    Step(name, RaftInput.Tick.Instance);
                }

                break;
            case ["propose", var name, var text]:
                Step(name, new ProposeRequest(LogEntryType.Command, Encoding.UTF8.GetBytes(text)));
                break;
            case ["deliver"]:
                Deliver();
                break;
            case ["cut", var name]:
                _cut.Add(name);
                break;
            case ["heal"]:
                _cut.Clear();
                break;
            case ["hold", var name]:
                _held.Add(name);
                break;
            case ["persist", var name]:
                _held.Remove(name);
                Persist(name);
                break;
            default:
                throw new FormatException($"'{string.Join(' ', words)}' is no line of a scenario.");
        }
    }

    private void Found(string[] names)
    {
        var configuration = new ServerConfiguration([
            .. names.Select(name => new RaftServer(new ServerId(name), $"{name}:8300", Suffrage.Voter)),
        ]);
        foreach (var name in names)
        {
            var recovered = new RecoveredLog
            {
                State = new HardState(new Term(1), null),
                Snapshot = SnapshotMark.None,
                Tail = new LogTail(default, default, [(new LogIndex(1), new Term(1))], new LogIndex(1)),
                Configurations = new ConfigurationHistory(
                    (default, ServerConfiguration.Empty),
                    [(new LogIndex(1), configuration)]
                ),
            };
            var options = new CoreOptions { LocalId = new ServerId(name) };
            _cores[name] = new RaftCore(options, recovered, new Random(1), _now);
        }
    }

    /// <summary>Disks first, then one message at a time, until nobody has anything to say.</summary>
    private void Deliver()
    {
        while (true)
        {
            foreach (var name in _cores.Keys.Where(name => !_held.Contains(name)))
            {
                Persist(name);
            }

            if (!_messages.TryDequeue(out var message))
            {
                return;
            }

            if (_cut.Contains(message.From.Value) || _cut.Contains(message.To.Value))
            {
                Note($"lost: {Describe(message)}");
                continue;
            }

            Note(Describe(message));
            Step(message.To.Value, new RaftInput.Received(message));
        }
    }

    private void Persist(string name)
    {
        if (_cores[name].PersistedSequence < _cores[name].LastSequence)
        {
            Step(name, new RaftInput.Persisted(_cores[name].LastSequence));
        }
    }

    private void Step(string name, RaftInput input)
    {
        var core = _cores[name];
        var (role, term, commit) = (core.Role.Kind, core.Term, core.Commit);
        var effects = new RaftEffects();
        core.Step(input, _now, effects);
        core.Flush(_now, effects);
        if ((role, term) != (core.Role.Kind, core.Term))
        {
            Note($"{name} is {core.Role.Kind} in term {core.Term}");
        }

        foreach (var operation in effects.Write?.Operations ?? [])
        {
            Note($"{name} writes {Describe(operation)}");
        }

        if (commit != core.Commit)
        {
            Note($"{name} commits up to {core.Commit}");
        }

        foreach (var (request, end, _) in effects.Ended)
        {
            Note($"{name} answers {request.GetType().Name}: {end}");
        }

        foreach (var message in effects.Messages)
        {
            _messages.Enqueue(message);
        }
    }

    private void Note(string what) => _trace.Append("  ").Append(what).Append('\n');

    private static string Describe(LogOperation operation) =>
        operation switch
        {
            LogOperation.Append append =>
                $"{append.Entry.Index}/{append.Entry.Term} {append.Entry.Type} {Encoding.UTF8.GetString(append.Entry.Data.Span)}".TrimEnd(),
            LogOperation.TruncateFrom truncate => $"nothing from {truncate.Index} on",
            _ => operation.ToString(),
        };

    private static string Describe(RaftMessage message) =>
        $"{message.From} -> {message.To} term {message.Term} "
        + message switch
        {
            RaftMessage.AppendEntries append =>
                $"append after {append.Previous}/{append.PreviousTerm} [{string.Join(' ', append.Entries.Select(entry => $"{entry.Index}/{entry.Term}"))}] commit {append.LeaderCommit}",
            RaftMessage.AppendReply { IsSuccess: true } reply => $"matches up to {reply.Index}",
            RaftMessage.AppendReply reply =>
                $"refuses after {reply.Index}, ends at {reply.LastLog}, conflict {reply.ConflictFirst}/{reply.ConflictTerm}",
            RaftMessage.RequestVote request =>
                $"{(request.IsPreVote ? "would you vote" : "vote")} for a log up to {request.LastLog}/{request.LastLogTerm}",
            RaftMessage.VoteReply reply => $"{(reply.IsGranted ? "yes" : "no")}{(reply.IsPreVote ? ", would" : "")}",
            _ => message.GetType().Name,
        };
}
