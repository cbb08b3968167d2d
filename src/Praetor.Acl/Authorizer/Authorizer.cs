namespace Praetor.Acl.Authorizer;

/// <summary>
/// Says what the bearer of a token may do. Every request is given one before it has any effect; it is immutable and may
/// be asked from any thread.
/// </summary>
public abstract class Authorizer
{
    /// <summary>Who may do anything: every request while access control is off.</summary>
    public static Authorizer ManageAll { get; } = new ManageAllAuthorizer();

    /// <summary>Whether this access to the one named thing is allowed.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="access">What shall be done to it.</param>
    /// <param name="name">Its name; empty for kinds that have none, such as the operator's.</param>
    public abstract bool Allows(AclResource resource, AclAccess access, ReadOnlySpan<byte> name);

    /// <summary>Whether this access to everything whose name begins with the prefix is allowed.</summary>
    public abstract bool AllowsPrefix(AclResource resource, AclAccess access, ReadOnlySpan<byte> prefix);

    private sealed class ManageAllAuthorizer : Authorizer
    {
        public override bool Allows(AclResource resource, AclAccess access, ReadOnlySpan<byte> name) => true;

        public override bool AllowsPrefix(AclResource resource, AclAccess access, ReadOnlySpan<byte> prefix) => true;
    }
}
