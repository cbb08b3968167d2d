using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Consensus;
using Praetor.Consensus.Log;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Server.Commands;
using Praetor.Server.Leadership;
using Praetor.State;
using Praetor.TestKit.Clocks;
using Praetor.TestKit.Fuzzing;
using Xunit;

namespace Praetor.Server.Tests.Coordinates;

/// <summary>Entries of the log that hold coordinates, against those that servers of Consul 1.16.4 wrote.</summary>
public sealed class CoordinateCommandTests
{
    private static readonly IReadOnlyList<(string Id, byte[] Bytes, string[] Nodes)> Captured = Load();

    private readonly StateStore _store = new();
    private readonly ServerStateMachine _machine;

    public CoordinateCommandTests() =>
        _machine = new ServerStateMachine(
            _store,
            new LockDelays(new ManualClock()),
            NullLogger<ServerStateMachine>.Instance
        );

    [Fact]
    public void Batches_are_encoded_to_the_byte_as_Consul_does() =>
        Assert.All(
            Captured,
            entry =>
            {
                var reader = new MsgPackReader(entry.Bytes.AsSpan(1));
                var batch = MsgPackCollections.ReadList(ref reader, Coordinate.ReadMsgPack)!;
                Assert.Equal(
                    Convert.ToHexString(entry.Bytes),
                    Convert.ToHexString(Command.EncodeList(CommandType.CoordinateBatchUpdate, batch).Span)
                );
            }
        );

    [Fact]
    public void Batches_of_Consul_are_applied_those_of_unknown_nodes_not()
    {
        Register("c1", 1);
        Register("s2", 2);
        var index = 2UL;
        foreach (var (_, bytes, _) in Captured)
        {
            _machine.Apply(Entry(bytes, ++index));
        }

        var last = Captured.Last(entry => entry.Nodes.Contains("s2"));
        var places = _store.Snapshot().Coordinates(null).Value;
        Assert.Equal(["c1", "s2"], places.Select(place => place.Node));
        var reader = new MsgPackReader(last.Bytes.AsSpan(1));
        var batch = MsgPackCollections.ReadList(ref reader, Coordinate.ReadMsgPack)!;
        Assert.Equal(batch.Single(place => place.Node == "s2").Coord!.Vec, places[1].Coord!.Vec);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [FuzzTarget(typeof(ServerStateMachine))]
    public void Broken_batches_are_applied_or_refused_and_leave_the_state_whole(int seed)
    {
        Register("c1", 1);
        var mutator = new Mutator(new Random(seed), [.. Captured.Select(entry => entry.Bytes[1..])]);
        var index = 1UL;
        for (var round = 0; round < 5_000; round++)
        {
            byte[] bytes = [(byte)CommandType.CoordinateBatchUpdate | Command.IgnoreUnknownFlag, .. mutator.Next()];
            var before = _store.Snapshot().Coordinates(null).Index;
            try
            {
                _machine.Apply(Entry(bytes, ++index));
            }
            catch (WireFormatException)
            {
                Assert.Equal(before, _store.Snapshot().Coordinates(null).Index);
            }
        }
    }

    private static LogEntry Entry(byte[] data, ulong index) =>
        new()
        {
            Index = new LogIndex(index),
            Term = new Term(1),
            Type = LogEntryType.Command,
            Data = data,
        };

    private void Register(string node, ulong index) =>
        _machine.Apply(
            Entry(
                Command
                    .Encode(CommandType.Register, new RegisterRequest { Node = node, Address = "10.0.0.1" })
                    .ToArray(),
                index
            )
        );

    private static List<(string, byte[], string[])> Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Captures", "coordinate-batches.jsonl");
        var entries = new List<(string, byte[], string[])>();
        foreach (var line in File.ReadLines(file))
        {
            using var row = JsonDocument.Parse(line);
            entries.Add(
                (
                    row.RootElement.GetProperty("id").GetString()!,
                    Convert.FromHexString(row.RootElement.GetProperty("hex").GetString()!),
                    [.. row.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetString()!)]
                )
            );
        }

        return entries;
    }
}
