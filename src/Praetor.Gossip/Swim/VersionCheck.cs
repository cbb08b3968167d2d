using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>
/// Whether pools may merge: every node, of ours and of theirs, must use a version that every other understands, of
/// memberlist's protocol and of the application's.
/// </summary>
internal static class VersionCheck
{
    /// <summary>Why not, in memberlist's words; null if they may.</summary>
    public static string? Refuse(IReadOnlyList<SwimNode> ours, IReadOnlyList<PushPullNode> theirs)
    {
        var protocol = VersionRange.All;
        var application = VersionRange.All;
        foreach (var (_, versions) in Present(ours, theirs))
        {
            protocol = protocol.Narrow(versions.Min, versions.Max);
            application = application.Narrow(versions.DelegateMin, versions.DelegateMax);
        }

        foreach (var (name, versions) in Present(ours, theirs))
        {
            if (!protocol.Holds(versions.Current))
            {
                return $"Node '{name}' protocol version ({versions.Current}) is incompatible: [{protocol.Min}, {protocol.Max}]";
            }

            if (!application.Holds(versions.DelegateCurrent))
            {
                return $"Node '{name}' delegate protocol version ({versions.DelegateCurrent}) is incompatible: [{application.Min}, {application.Max}]";
            }
        }

        return null;
    }

    private static IEnumerable<(string Name, ProtocolVersions Versions)> Present(
        IReadOnlyList<SwimNode> ours,
        IReadOnlyList<PushPullNode> theirs
    )
    {
        foreach (var node in theirs)
        {
            // What a node that is gone, or too old to say, speaks is no obstacle.
            if (node is { State: NodeState.Alive, Versions: { } versions })
            {
                yield return (node.Name, versions);
            }
        }

        foreach (var node in ours)
        {
            if (node.State == NodeState.Alive)
            {
                yield return (node.Name, node.Versions);
            }
        }
    }

    private readonly record struct VersionRange(byte Min, byte Max)
    {
        public static VersionRange All => new(byte.MinValue, byte.MaxValue);

        public VersionRange Narrow(byte min, byte max) => new(Math.Max(Min, min), Math.Min(Max, max));

        public bool Holds(byte version) => version >= Min && version <= Max;
    }
}
