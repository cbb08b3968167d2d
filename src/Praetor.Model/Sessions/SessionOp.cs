namespace Praetor.Model.Sessions;

/// <summary>What can be done with a session.</summary>
public static class SessionOp
{
    /// <summary>Makes it.</summary>
    public const string Create = "create";

    /// <summary>Ends it.</summary>
    public const string Destroy = "destroy";
}

/// <summary>What becomes of a session's locks when it ends.</summary>
public static class SessionBehavior
{
    /// <summary>They are released, and the keys stay.</summary>
    public const string Release = "release";

    /// <summary>The keys are deleted.</summary>
    public const string Delete = "delete";
}
