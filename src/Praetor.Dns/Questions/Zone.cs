using System.Runtime.CompilerServices;
using Praetor.Dns.Answers;
using Praetor.Dns.Messages;
using Praetor.Foundation;
using Praetor.Model.Catalog;

namespace Praetor.Dns.Questions;

/// <summary>A domain the agent answers for, with the records that catalog entries have in it.</summary>
internal sealed class Zone
{
    private readonly ConditionalWeakTable<CheckServiceNode, InstanceRecords> _instances = [];
    private readonly ConditionalWeakTable<Node, NodeRecords> _nodes = [];

    // Made once: a lambda at the call would be one more object for each instance of each answer.
    private readonly ConditionalWeakTable<CheckServiceNode, InstanceRecords>.CreateValueCallback _encodeInstance;
    private readonly ConditionalWeakTable<Node, NodeRecords>.CreateValueCallback _encodeNode;

    /// <param name="domain">Its name, as configured.</param>
    public Zone(string domain)
    {
        Text = domain.Trim('.');
        Name = Require(Text);
        LowerName = Require(Text.ToLowerInvariant());
        Master = Require($"ns.{Text}");
        Contact = Require($"hostmaster.{Text}");
        _encodeInstance = instance => new InstanceRecords(this, instance);
        _encodeNode = node => new NodeRecords(this, node);
    }

    /// <summary>Its name without the last dot.</summary>
    public string Text { get; }

    /// <summary>Its name on the wire.</summary>
    public byte[] Name { get; }

    /// <summary>The same in lower case, for comparing.</summary>
    public byte[] LowerName { get; }

    /// <summary>The first name in its SOA.</summary>
    public byte[] Master { get; }

    /// <summary>The second name in its SOA.</summary>
    public byte[] Contact { get; }

    /// <summary>
    /// What an instance contributes to answers. The state gives out the same object until a part of it changes, so this
    /// is encoded once for each change, by whoever comes first.
    /// </summary>
    public InstanceRecords RecordsOf(CheckServiceNode instance) => _instances.GetValue(instance, _encodeInstance);

    /// <summary>What a node contributes to answers; kept as for instances.</summary>
    public NodeRecords RecordsOf(Node node) => _nodes.GetValue(node, _encodeNode);

    private static byte[] Require(string name)
    {
        var wire = DnsName.FromText(name);
        Invariant.Check(wire is not null, "a configured domain is a name");
        return wire;
    }
}
