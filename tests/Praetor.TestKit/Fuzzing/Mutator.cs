namespace Praetor.TestKit.Fuzzing;

/// <summary>
/// Makes broken messages out of good ones: flips, overwrites, cuts, repeats and splices bytes, and puts in values that
/// are extreme as a length or a number. The same seed gives the same bytes.
/// </summary>
/// <param name="random">Where the choices come from.</param>
/// <param name="corpus">Good messages; at least one.</param>
public sealed class Mutator(Random random, IReadOnlyList<byte[]> corpus)
{
    private const int ChangesMax = 6;

    private static readonly byte[][] Extremes =
    [
        [0xff, 0xff, 0xff, 0xff],
        [0x7f, 0xff, 0xff, 0xff],
        [0x80, 0, 0, 0],
        [0, 0, 0, 0],
        [0xff],
        [0],
        "999999999999999999999"u8.ToArray(),
        "-1"u8.ToArray(),
        "1e999"u8.ToArray(),
        "\\ud800"u8.ToArray(),
        "null"u8.ToArray(),
        "[[[[[[[["u8.ToArray(),
        "{\"a\":"u8.ToArray(),
    ];

    /// <summary>A message with one to six things wrong with it.</summary>
    public byte[] Next()
    {
        var bytes = Pick().ToList();
        for (var changes = random.Next(1, ChangesMax + 1); changes > 0; changes--)
        {
            Change(bytes);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.Next(256));
            return;
        }

        var at = random.Next(bytes.Count);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 33), bytes.Count - at)));
                break;
            case 5:
                Overwrite(bytes, at, Extremes[random.Next(Extremes.Length)]);
                break;
            default:
                var other = Pick();
                var from = random.Next(other.Length);
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other[from..]);
                break;
        }
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] extreme)
    {
        for (var i = 0; i < extreme.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = extreme[i];
        }
    }

    private byte[] Pick() => corpus[random.Next(corpus.Count)];
}
