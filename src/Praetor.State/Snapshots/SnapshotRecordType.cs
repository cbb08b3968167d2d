namespace Praetor.State.Snapshots;

/// <summary>The types of records in a snapshot that the state knows by heart. Values: Consul's message types.</summary>
internal static class SnapshotRecordType
{
    public const byte Register = 0;
    public const byte Kv = 2;
    public const byte Session = 3;
    public const byte Tombstone = 5;
    public const byte Coordinates = 6;
    public const byte Autopilot = 9;
    public const byte Index = 16;
    public const byte SystemMetadata = 31;

    /// <summary>
    /// All types in the order in which Consul writes them. Those that are not above belong to features that do not
    /// exist here yet: their records are kept as they came, so that restoring and saving loses nothing.
    /// </summary>
    /// <remarks>
    /// In order: virtual IPs and free ones, catalog, coordinates, sessions, ACL tokens, policies, roles, binding rules,
    /// auth methods, KV, tombstones, prepared queries, autopilot, legacy intentions, CA roots, CA provider state, CA
    /// configuration, config entries, federation states, system metadata, indexes, peerings, trust bundles, peering
    /// secrets, resources, chunking state.
    /// </remarks>
    public static ReadOnlySpan<byte> Order =>
        [
            32,
            33,
            Register,
            Coordinates,
            Session,
            17,
            19,
            23,
            25,
            27,
            Kv,
            Tombstone,
            7,
            Autopilot,
            12,
            13,
            14,
            15,
            22,
            30,
            SystemMetadata,
            Index,
            35,
            38,
            40,
            42,
            29,
        ];
}
