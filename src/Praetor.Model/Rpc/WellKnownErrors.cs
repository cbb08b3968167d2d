namespace Praetor.Model.Rpc;

/// <summary>Texts that clients of Consul match on; none may change.</summary>
public static class WellKnownErrors
{
    /// <summary>Nobody leads at the moment.</summary>
    public const string NoLeader = "No cluster leader";

    /// <summary>The datacenter asked for is unknown.</summary>
    public const string NoDatacenterPath = "No path to datacenter";

    /// <summary>The datacenter asked for is known, but none of its servers can be reached.</summary>
    public const string DatacenterUnreachable = "Remote DC has no server currently reachable";

    /// <summary>The agent knows no server.</summary>
    public const string NoServers = "No known Consul servers";

    /// <summary>The leader has not caught up with its own log yet.</summary>
    public const string NotReadyForConsistentReads = "Not ready to serve consistent reads";

    /// <summary>The leader's address is not known by its ID.</summary>
    public const string LeaderNotTracked = "Raft leader not found in server lookup mapping";

    /// <summary>The token does not allow it; more follows in newer texts.</summary>
    public const string PermissionDenied = "Permission denied";

    /// <summary>The token is unknown.</summary>
    public const string AclNotFound = "ACL not found";

    /// <summary>ACLs are asked for where they are off.</summary>
    public const string AclDisabled = "ACL support disabled";

    /// <summary>The mesh is asked for where it is off.</summary>
    public const string ConnectDisabled = "Connect must be enabled in order to use this endpoint";

    /// <summary>Segments are asked for, which the community edition does not have.</summary>
    public const string SegmentsNotSupported = "Network segments are not supported in this version of Consul";

    /// <summary>The server has too much to do; another one may not.</summary>
    public const string RateLimited = "rate limit exceeded, try again later or against a different server";

    /// <summary>The leader has too much to do, and only the leader can do it.</summary>
    public const string LeaderRateLimited =
        "rate limit exceeded for operation that can only be performed by the leader, try again later";

    /// <summary>What a forwarding server puts before the words of the one that answered.</summary>
    public const string CallPrefix = "rpc error making call: ";

    /// <summary>What a caller puts before the reason why it got no connection.</summary>
    public const string ConnectPrefix = "rpc error getting client: ";

    /// <summary>What stands before the words of the state machine.</summary>
    public const string ApplyPrefix = "raft apply failed: ";
}
