namespace Praetor.Foundation.Wire;

/// <summary>Appends one value.</summary>
public delegate void MsgPackWrite<in T>(ref MsgPackWriter writer, T value);

/// <summary>Reads one value.</summary>
public delegate T MsgPackRead<out T>(ref MsgPackReader reader);

/// <summary>Lists and maps as the generated codecs read and write them: null is Go's nil, which is not empty.</summary>
public static class MsgPackCollections
{
    /// <summary>Reads an array or nil.</summary>
    public static IReadOnlyList<T>? ReadList<T>(ref MsgPackReader reader, MsgPackRead<T> readElement)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        var list = new T[reader.EnterArray()];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = readElement(ref reader);
        }

        reader.Leave();
        return list;
    }

    /// <summary>Reads a map or nil.</summary>
    public static IReadOnlyDictionary<string, T>? ReadMap<T>(ref MsgPackReader reader, MsgPackRead<T> readValue)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        var keys = new string[reader.EnterMap()];
        var values = new T[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = reader.ReadString();
            values[i] = readValue(ref reader);
        }

        reader.Leave();
        return WireMap.FromArrays(keys, values);
    }

    /// <summary>Appends an array, or nil for null.</summary>
    public static void WriteList<T>(ref MsgPackWriter writer, IReadOnlyList<T>? list, MsgPackWrite<T> writeElement)
    {
        if (list is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            writeElement(ref writer, list[i]);
        }
    }

    /// <summary>Appends a map with its keys in byte order, or nil for null.</summary>
    public static void WriteMap<T>(
        ref MsgPackWriter writer,
        IReadOnlyDictionary<string, T>? map,
        MsgPackWrite<T> writeValue
    )
    {
        if (map is null)
        {
            writer.WriteNil();
            return;
        }

        var sorted = WireMap.From(map);
        writer.WriteMapHeader(sorted.Count);
        foreach (var (key, value) in sorted)
        {
            writer.WriteString(key);
            writeValue(ref writer, value);
        }
    }
}
