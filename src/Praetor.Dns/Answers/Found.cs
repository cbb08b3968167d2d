using Praetor.Dns.Messages;
using Praetor.Model.Catalog;

namespace Praetor.Dns.Answers;

/// <summary>What servers said about a name.</summary>
/// <param name="Code">Anything but <see cref="ResponseCode.NoError"/>: nothing was found, and why.</param>
/// <param name="Instances">The instances of a service.</param>
/// <param name="Node">A node.</param>
/// <param name="ServiceName">The service that has an address.</param>
internal readonly record struct Found(
    ResponseCode Code,
    IReadOnlyList<CheckServiceNode>? Instances = null,
    Node? Node = null,
    string? ServiceName = null
);
