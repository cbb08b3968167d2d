namespace Praetor.Consensus;

/// <summary>An election term: at most one leader each. Zero is before the first.</summary>
public readonly record struct Term(ulong Value) : IComparable<Term>
{
    public Term Next => new(Value + 1);

    public static bool operator <(Term left, Term right) => left.Value < right.Value;

    public static bool operator >(Term left, Term right) => left.Value > right.Value;

    public static bool operator <=(Term left, Term right) => left.Value <= right.Value;

    public static bool operator >=(Term left, Term right) => left.Value >= right.Value;

    public int CompareTo(Term other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A place in the log. The first entry has index 1; zero is before it.</summary>
public readonly record struct LogIndex(ulong Value) : IComparable<LogIndex>
{
    public LogIndex Next => new(Value + 1);

    /// <summary>The index before; only where there is one.</summary>
    public LogIndex Previous => new(checked(Value - 1));

    public static bool operator <(LogIndex left, LogIndex right) => left.Value < right.Value;

    public static bool operator >(LogIndex left, LogIndex right) => left.Value > right.Value;

    public static bool operator <=(LogIndex left, LogIndex right) => left.Value <= right.Value;

    public static bool operator >=(LogIndex left, LogIndex right) => left.Value >= right.Value;

    public static LogIndex Min(LogIndex left, LogIndex right) => left < right ? left : right;

    public static LogIndex Max(LogIndex left, LogIndex right) => left > right ? left : right;

    /// <summary>The index a number of entries further.</summary>
    public LogIndex Plus(long entries) => new(checked((ulong)((long)Value + entries)));

    public int CompareTo(LogIndex other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A server's identity for life; its address may change.</summary>
public readonly record struct ServerId(string Value)
{
    /// <summary>By the code points of the text.</summary>
    public static IComparer<ServerId> Ordinal { get; } =
        Comparer<ServerId>.Create(static (left, right) => string.CompareOrdinal(left.Value, right.Value));

    public override string ToString() => Value;
}
