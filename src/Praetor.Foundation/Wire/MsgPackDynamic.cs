namespace Praetor.Foundation.Wire;

/// <summary>
/// Values without a declared type (Go's <c>interface{}</c>): free-form configuration of proxies and the like. They
/// are trees of null, <see cref="bool"/>, <see cref="long"/>, <see cref="ulong"/> (only above
/// <see cref="long.MaxValue"/>), <see cref="double"/>, <see cref="string"/>,
/// <c>IReadOnlyList&lt;object?&gt;</c> and <c>IReadOnlyDictionary&lt;string, object?&gt;</c>.
/// </summary>
public static class MsgPackDynamic
{
    /// <summary>Reads any value; bytes become text, as Consul's own decoder has it.</summary>
    public static object? Read(ref MsgPackReader reader)
    {
        switch (reader.NextKind)
        {
            case MsgPackKind.Nil:
                reader.TryReadNil();
                return null;
            case MsgPackKind.Boolean:
                return reader.ReadBoolean();
            case MsgPackKind.Whole:
                return ReadInteger(ref reader);
            case MsgPackKind.Fraction:
                return reader.ReadDouble();
            case MsgPackKind.Raw:
                return reader.ReadString();
            case MsgPackKind.Array:
                return MsgPackCollections.ReadList(ref reader, Read);
            default:
                return MsgPackCollections.ReadMap(ref reader, Read);
        }
    }

    /// <summary>Appends a tree.</summary>
    /// <exception cref="InvariantException">The tree holds a type that has no form.</exception>
    public static void Write(ref MsgPackWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case bool boolean:
                writer.WriteBoolean(boolean);
                break;
            case long number:
                writer.WriteInt64(number);
                break;
            case int number:
                writer.WriteInt64(number);
                break;
            case ulong number:
                writer.WriteUInt64(number);
                break;
            case double number:
                writer.WriteDouble(number);
                break;
            case string text:
                writer.WriteString(text);
                break;
            case IReadOnlyDictionary<string, object?> map:
                MsgPackCollections.WriteMap(ref writer, map, Write);
                break;
            case IReadOnlyList<object?> list:
                MsgPackCollections.WriteList(ref writer, list, Write);
                break;
            default:
                throw new InvariantException($"{value.GetType()} has no msgpack form");
        }
    }

    private static object ReadInteger(ref MsgPackReader reader)
    {
        if (!reader.IsNextUInt64)
        {
            return reader.ReadInt64();
        }

        var value = reader.ReadUInt64();
        return value <= long.MaxValue ? (object)(long)value : value;
    }
}
