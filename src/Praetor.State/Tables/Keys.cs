namespace Praetor.State.Tables;

/// <summary>Keys of names: upper and lower case are the same, as in Consul's catalog.</summary>
internal static class Keys
{
    /// <summary>A key of one part.</summary>
    public static byte[] Of(string part)
    {
        var key = new KeyWriter(stackalloc byte[KeyWriter.StackSize]);
        key.Name(part);
        return key.ToArray();
    }

    /// <summary>A key of two parts, or the prefix of one of more.</summary>
    public static byte[] Of(string first, string second)
    {
        var key = new KeyWriter(stackalloc byte[KeyWriter.StackSize]);
        key.Name(first);
        key.Name(second);
        return key.ToArray();
    }

    /// <summary>A key of three parts, or the prefix of one of more.</summary>
    public static byte[] Of(string first, string second, string third)
    {
        var key = new KeyWriter(stackalloc byte[KeyWriter.StackSize]);
        key.Name(first);
        key.Name(second);
        key.Name(third);
        return key.ToArray();
    }

    /// <summary>A key of four parts.</summary>
    public static byte[] Of(string first, string second, string third, string fourth)
    {
        var key = new KeyWriter(stackalloc byte[KeyWriter.StackSize]);
        key.Name(first);
        key.Name(second);
        key.Name(third);
        key.Name(fourth);
        return key.ToArray();
    }

    /// <summary>A key that sorts by number.</summary>
    public static byte[] Of(ulong number)
    {
        var key = new KeyWriter(stackalloc byte[sizeof(ulong)]);
        key.Number(number);
        return key.ToArray();
    }
}
