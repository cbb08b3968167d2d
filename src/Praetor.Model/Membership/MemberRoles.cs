namespace Praetor.Model.Membership;

/// <summary>What a member of a pool says it is, in its tag <c>role</c>.</summary>
public static class MemberRoles
{
    public const string Server = "consul";
    public const string Client = "node";
}
