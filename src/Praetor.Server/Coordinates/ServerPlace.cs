using Praetor.Model.Coordinates;

namespace Praetor.Server.Coordinates;

/// <summary>
/// A server of some datacenter, this one included, and where it is: what the pool between datacenters knows of its
/// members.
/// </summary>
public sealed record ServerPlace
{
    /// <summary>Its name in the pool: <c>NODE.DATACENTER</c>.</summary>
    public required string Member { get; init; }

    /// <summary>The datacenter it serves.</summary>
    public required string Datacenter { get; init; }

    /// <summary>The pool: <c>wan</c>. Places of different pools cannot be compared.</summary>
    public required string Area { get; init; }

    /// <summary>Where it is.</summary>
    public required NetworkCoordinate Place { get; init; }

    /// <summary>Its node's name.</summary>
    internal string Node =>
        Member.EndsWith("." + Datacenter, StringComparison.Ordinal) ? Member[..^(Datacenter.Length + 1)] : Member;
}
