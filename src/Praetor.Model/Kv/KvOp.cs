namespace Praetor.Model.Kv;

/// <summary>What can be done with a key, alone or in a transaction.</summary>
public static class KvOp
{
    /// <summary>Writes it.</summary>
    public const string Set = "set";

    /// <summary>Deletes it.</summary>
    public const string Delete = "delete";

    /// <summary>Deletes it if its index is the given one.</summary>
    public const string DeleteCas = "delete-cas";

    /// <summary>Deletes all keys with the prefix.</summary>
    public const string DeleteTree = "delete-tree";

    /// <summary>Writes it if its index is the given one; 0 means that it must not exist.</summary>
    public const string Cas = "cas";

    /// <summary>Writes it and locks it for a session.</summary>
    public const string Lock = "lock";

    /// <summary>Writes it and gives up the lock.</summary>
    public const string Unlock = "unlock";

    /// <summary>In transactions: reads it; fails if it does not exist.</summary>
    public const string Get = "get";

    /// <summary>In transactions: reads it; gives an empty entry if it does not exist.</summary>
    public const string GetOrEmpty = "get-or-empty";

    /// <summary>In transactions: reads all keys with the prefix.</summary>
    public const string GetTree = "get-tree";

    /// <summary>In transactions: fails unless the session holds its lock.</summary>
    public const string CheckSession = "check-session";

    /// <summary>In transactions: fails unless its index is the given one.</summary>
    public const string CheckIndex = "check-index";

    /// <summary>In transactions: fails if it exists.</summary>
    public const string CheckNotExists = "check-not-exists";
}
