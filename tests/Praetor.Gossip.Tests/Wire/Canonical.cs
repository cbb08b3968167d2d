using System.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Tests.Wire;

/// <summary>A text that is the same for msgpack values that say the same: maps as sets of pairs.</summary>
internal static class Canonical
{
    /// <summary>The values in the bytes, then what follows the last of them.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, int values)
    {
        var reader = new MsgPackReader(bytes);
        var text = new StringBuilder();
        for (var i = 0; i < values; i++)
        {
            text.Append(Value(ref reader)).Append(';');
        }

        return text.Append(Convert.ToHexString(bytes[reader.Position..])).ToString();
    }

    private static string Value(ref MsgPackReader reader)
    {
        switch (reader.NextKind)
        {
            case MsgPackKind.Map:
                var pairs = new List<string>();
                for (var left = reader.EnterMap(); left > 0; left--)
                {
                    pairs.Add(Value(ref reader) + ":" + Value(ref reader));
                }

                reader.Leave();
                return "{" + string.Join(',', pairs.Order(StringComparer.Ordinal)) + "}";
            case MsgPackKind.Array:
                var values = new List<string>();
                for (var left = reader.EnterArray(); left > 0; left--)
                {
                    values.Add(Value(ref reader));
                }

                reader.Leave();
                return "[" + string.Join(',', values) + "]";
            case MsgPackKind.Raw:
                return Convert.ToHexString(reader.ReadRaw());
            case MsgPackKind.Boolean:
                return reader.ReadBoolean() ? "true" : "false";
            case MsgPackKind.Nil:
                reader.TryReadNil();
                return "nil";
            case MsgPackKind.Fraction:
                return "f" + BitConverter.DoubleToInt64Bits(reader.ReadDouble());
            default:
                return "i" + reader.ReadInt64();
        }
    }
}
