namespace Praetor.Acl.Authorizer;

/// <summary>What a right is about; the words stand in the text of a refusal.</summary>
public enum AclResource
{
    Acl,
    Agent,
    Event,
    Intention,
    Key,
    Keyring,
    Mesh,
    Node,
    Operator,
    Peering,
    Query,
    Service,
    Session,
}

/// <summary>How far a right goes. Write includes list, and list includes read.</summary>
public enum AclAccess
{
    Read,
    List,
    Write,
}
