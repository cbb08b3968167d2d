namespace Praetor.Dns.Messages;

/// <summary>A resource record of class IN.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Ttl">How long it is good for, seconds.</param>
/// <param name="Owner">Whose it is, on the wire; null is the name asked for.</param>
/// <param name="Data">The front of its data.</param>
/// <param name="Name">A name in its data, behind the front.</param>
/// <param name="SecondName">Another name behind that.</param>
/// <param name="Tail">The end of its data.</param>
internal readonly record struct Record(
    RecordType Type,
    uint Ttl,
    byte[]? Owner,
    byte[]? Data = null,
    byte[]? Name = null,
    byte[]? SecondName = null,
    byte[]? Tail = null
)
{
    private const ushort ClassInternet = 1;

    /// <summary>Writes it.</summary>
    public void Write(ref MessageWriter writer, ReadOnlySpan<byte> asked)
    {
        writer.Name(Owner is null ? asked : Owner);
        writer.UInt16((ushort)Type);
        writer.UInt16(ClassInternet);
        writer.UInt32(Ttl);
        var lengthAt = writer.Length;
        writer.UInt16(0);
        writer.Bytes(Data);
        if (Name is not null)
        {
            writer.Name(Name, mayPoint: Type != RecordType.Srv);
        }

        if (SecondName is not null)
        {
            writer.Name(SecondName);
        }

        writer.Bytes(Tail);
        writer.Patch(lengthAt, (ushort)(writer.Length - lengthAt - 2));
    }
}
