namespace Praetor.Consensus.Snapshots;

/// <summary>
/// CRC-64 with the ECMA polynomial, reflected, as Go's hash/crc64 computes it (also known as CRC-64/XZ). The framework's
/// Crc64 is the unreflected one.
/// </summary>
internal sealed class Crc64
{
    private const ulong Polynomial = 0xC96C5795D7870F42;

    private static readonly ulong[] Table = MakeTable();
    private ulong _value = ulong.MaxValue;

    public ulong Value => ~_value;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var value = _value;
        foreach (var single in bytes)
        {
            value = Table[(byte)(value ^ single)] ^ (value >> 8);
        }

        _value = value;
    }

    private static ulong[] MakeTable()
    {
        var table = new ulong[256];
        for (var at = 0; at < table.Length; at++)
        {
            var value = (ulong)at;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 1 ? (value >> 1) ^ Polynomial : value >> 1;
            }

            table[at] = value;
        }

        return table;
    }
}
