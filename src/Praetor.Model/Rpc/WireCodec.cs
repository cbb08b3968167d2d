using Praetor.Foundation.Wire;

namespace Praetor.Model.Rpc;

/// <summary>How a request or reply is written and read, records and bare values alike.</summary>
/// <param name="write">Appends one.</param>
/// <param name="read">Reads one.</param>
/// <typeparam name="T">The request or reply.</typeparam>
public sealed class WireCodec<T>(MsgPackWrite<T> write, MsgPackRead<T> read)
{
    /// <summary>Appends one.</summary>
    public void Write(ref MsgPackWriter writer, T value) => write(ref writer, value);

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are no such value.</exception>
    public T Read(ref MsgPackReader reader) => read(ref reader);
}

/// <summary>The codecs that methods are made of.</summary>
internal static class WireCodecs
{
    public static readonly WireCodec<string> Text = new(
        static (ref MsgPackWriter writer, string value) => writer.WriteString(value),
        static (ref MsgPackReader reader) => reader.ReadString()
    );

    public static readonly WireCodec<bool> Flag = new(
        static (ref MsgPackWriter writer, bool value) => writer.WriteBoolean(value),
        static (ref MsgPackReader reader) => reader.ReadBoolean()
    );

    public static WireCodec<T> Record<T>()
        where T : IWireRecord<T> =>
        new(static (ref MsgPackWriter writer, T value) => value.WriteMsgPack(ref writer), T.ReadMsgPack);

    public static WireCodec<IReadOnlyList<T>?> List<T>(WireCodec<T> element) =>
        new(
            (ref MsgPackWriter writer, IReadOnlyList<T>? value) =>
                MsgPackCollections.WriteList(ref writer, value, element.Write),
            (ref MsgPackReader reader) => MsgPackCollections.ReadList(ref reader, element.Read)
        );
}
