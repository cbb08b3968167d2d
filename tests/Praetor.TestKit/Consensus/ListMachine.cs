using System.Text;
using Praetor.Consensus;
using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;

namespace Praetor.TestKit.Consensus;

/// <summary>A state machine that remembers every command with its index: what went wrong shows at once.</summary>
public sealed class ListMachine : IStateMachine
{
    private readonly List<(ulong Index, string Command)> _applied = [];

    /// <summary>All commands, those from snapshots included, in order.</summary>
    public IReadOnlyList<(ulong Index, string Command)> Applied => _applied;

    public IEnumerable<string> Commands => _applied.Select(entry => entry.Command);

    /// <summary>The last index of the last batch.</summary>
    public LogIndex Batch { get; private set; }

    public int Restores { get; private set; }

    public object? Apply(LogEntry entry)
    {
        var command = Encoding.UTF8.GetString(entry.Data.Span);
        _applied.Add((entry.Index.Value, command));
        return $"did {command}";
    }

    public void BatchApplied(LogIndex applied) => Batch = applied;

    public ISnapshotSource Snapshot() => new Picture([.. _applied]);

    public void Restore(Stream state, LogIndex index)
    {
        Restores++;
        _applied.Clear();
        using var reader = new BinaryReader(state, Encoding.UTF8, leaveOpen: true);
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            _applied.Add((reader.ReadUInt64(), reader.ReadString()));
        }
    }

    private sealed class Picture((ulong Index, string Command)[] applied) : ISnapshotSource
    {
        public ValueTask WriteAsync(Stream destination, CancellationToken stopping)
        {
            using var writer = new BinaryWriter(destination, Encoding.UTF8, leaveOpen: true);
            writer.Write(applied.Length);
            foreach (var (index, command) in applied)
            {
                writer.Write(index);
                writer.Write(command);
            }

            return ValueTask.CompletedTask;
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
