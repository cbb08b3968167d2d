using CsCheck;

namespace Praetor.State.Tests.ModelBased;

/// <summary>One entry of a random log. Few names, so that commands meet each other.</summary>
internal abstract record Command
{
    private static readonly string[] NodeNames = ["n1", "n2", "n3", "N1"];
    private static readonly string[] NodeIds = ["", "", "id-a", "id-b", "ID-A"];
    private static readonly string[] ServiceNames = ["web", "db", "Web"];
    private static readonly string[] ServiceIds = ["s1", "s2", "S1"];
    private static readonly string[] CheckIds = ["serfHealth", "c1", "c2", ""];
    private static readonly string[] Statuses = ["passing", "passing", "warning", "critical", ""];
    private static readonly string[] SessionIds = ["sa", "sb", "sc"];
    private static readonly string[] KvKeys = ["a", "a/", "a/b", "a/b/c", "a/c", "b", "ab"];

    private static readonly Gen<string> Node = OneOf(NodeNames);
    private static readonly Gen<string> ServiceId = OneOf(ServiceIds);
    private static readonly Gen<string> CheckId = OneOf(CheckIds);
    private static readonly Gen<string> SessionId = OneOf(SessionIds);
    private static readonly Gen<string> Key = OneOf(KvKeys);
    private static readonly Gen<string> Value = OneOf("1", "2");

    private static readonly Gen<Command> Registers = Gen.Select(
        Gen.Select(Node, OneOf(NodeIds), OneOf("10.0.0.1", "10.0.0.2"), Gen.Int[0, 3]),
        Gen.Select(OneOf(ServiceNames), ServiceId, Gen.Int[1, 2], Gen.Bool),
        Gen.Select(CheckId, OneOf(Statuses), OneOf(["", "s1", "s2"]), Gen.Bool),
        (node, service, check) =>
            (Command)
                new Register(node.Item1, node.Item2, node.Item3, SkipNodeUpdate: node.Item4 > 0)
                {
                    Service = service.Item4 ? new(service.Item1, service.Item2, service.Item3) : null,
                    Check = check.Item4 ? new(check.Item1, check.Item2, check.Item3) : null,
                }
    );

    private static readonly Gen<Command> Deregisters = Gen.Select(
        Node,
        Gen.Int[0, 4],
        ServiceId,
        CheckId,
        (node, kind, service, check) =>
            (Command)new Deregister(node, kind is 1 or 2 ? service : "", kind is 3 or 4 ? check : "")
    );

    private static readonly Gen<Command> KvWrites = Gen.Select(
        Gen.Enum<KvVerb>(),
        Key,
        Value,
        SessionId,
        Gen.Int[0, 2],
        (verb, key, value, session, guess) => (Command)new KvWrite(verb, key, value, session, guess)
    );

    private static readonly Gen<Command> SessionCreates = Gen.Select(
        SessionId,
        Node,
        OneOf(["", "c1", "c2", "serfHealth"]),
        Gen.Bool,
        Gen.Int[-1, 70],
        (id, node, check, deletes, delay) => (Command)new SessionCreate(id, node, check, deletes, delay)
    );

    private static readonly Gen<Command> SessionDestroys = SessionId.Select(id => (Command)new SessionDestroy(id));

    private static readonly Gen<Command> Reaps = Gen.Int[0, 10].Select(age => (Command)new Reap((ulong)age));

    private static readonly Gen<Command> Locates = Gen.Select(
        Node,
        OneOf("", "", "seg"),
        Gen.Int[1, 2],
        Node,
        (node, segment, milliseconds, second) => (Command)new Locate(node, segment, milliseconds, second)
    );

    /// <summary>Whole logs.</summary>
    public static readonly Gen<Command[]> Logs = Gen.Frequency(
        (8, Registers),
        (3, Deregisters),
        (8, KvWrites),
        (3, SessionCreates),
        (1, SessionDestroys),
        (1, Reaps),
        (2, Locates)
    ).Array[1, 80];

    private static Gen<string> OneOf(params string[] names) =>
        Gen.Int[0, names.Length - 1].Select(index => names[index]);
}

internal enum KvVerb
{
    Set,
    SetAgain,
    Cas,
    Delete,
    DeleteCas,
    DeleteTree,
    Lock,
    LockAgain,
    Unlock,
}

internal sealed record Register(string Node, string Id, string Address, bool SkipNodeUpdate) : Command
{
    public RegisteredService? Service { get; init; }
    public RegisteredCheck? Check { get; init; }
}

internal sealed record RegisteredService(string Name, string Id, int Port);

internal sealed record RegisteredCheck(string Id, string Status, string ServiceId);

internal sealed record Deregister(string Node, string ServiceId, string CheckId) : Command;

/// <param name="Verb">What to do.</param>
/// <param name="Key">The key, or the prefix.</param>
/// <param name="Value">What to write.</param>
/// <param name="Session">Who locks or unlocks.</param>
/// <param name="Guess">The index of a conditional write: 0, the right one, or a wrong one.</param>
internal sealed record KvWrite(KvVerb Verb, string Key, string Value, string Session, int Guess) : Command;

internal sealed record SessionCreate(string Id, string Node, string Check, bool Deletes, int DelaySeconds) : Command;

internal sealed record SessionDestroy(string Id) : Command;

internal sealed record Reap(ulong Age) : Command;

/// <summary>A batch of coordinates: one node's in a segment, another's in none; either may be unknown.</summary>
internal sealed record Locate(string Node, string Segment, int Milliseconds, string Second) : Command;
