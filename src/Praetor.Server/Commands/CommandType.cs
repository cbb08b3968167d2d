namespace Praetor.Server.Commands;

/// <summary>The first byte of a log entry: what the rest is. The numbers are Consul's.</summary>
internal enum CommandType : byte
{
    Register = 0,
    Deregister = 1,
    Kvs = 2,
    Session = 3,
    Tombstone = 5,
    CoordinateBatchUpdate = 6,
    Txn = 8,
    Autopilot = 9,
    SystemMetadata = 31,
}
