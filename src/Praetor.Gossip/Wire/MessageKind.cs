namespace Praetor.Gossip.Wire;

/// <summary>The first byte of everything memberlist sends.</summary>
internal enum MessageKind : byte
{
    Ping = 0,
    IndirectPing = 1,
    Ack = 2,
    Suspect = 3,
    Alive = 4,
    Dead = 5,
    PushPull = 6,
    Compound = 7,
    User = 8,
    Compress = 9,
    Encrypt = 10,
    Nack = 11,
    Checksum = 12,
    Error = 13,
    Label = 244,
}
