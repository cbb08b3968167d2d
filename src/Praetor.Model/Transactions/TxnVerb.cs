namespace Praetor.Model.Transactions;

/// <summary>What a transaction can do with nodes, instances and checks.</summary>
public static class TxnVerb
{
    /// <summary>Reads it; fails if it does not exist.</summary>
    public const string Get = "get";

    /// <summary>Writes it.</summary>
    public const string Set = "set";

    /// <summary>Writes it if its index is the given one.</summary>
    public const string Cas = "cas";

    /// <summary>Deletes it.</summary>
    public const string Delete = "delete";

    /// <summary>Deletes it if its index is the given one.</summary>
    public const string DeleteCas = "delete-cas";
}
