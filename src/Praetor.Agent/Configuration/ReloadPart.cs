namespace Praetor.Agent.Configuration;

/// <summary>What a reload can change while the agent runs. One part may be several keys.</summary>
public enum ReloadPart
{
    /// <summary>The key needs a restart.</summary>
    None,

    /// <summary>How much is logged.</summary>
    Logging,

    /// <summary>Services of files.</summary>
    Services,

    /// <summary>Checks of files.</summary>
    Checks,

    /// <summary>The pairs that describe the node.</summary>
    NodeMeta,

    /// <summary>ACL tokens.</summary>
    Tokens,

    /// <summary>Certificates and what is asked of others.</summary>
    Tls,

    /// <summary>Watches of files.</summary>
    Watches,

    /// <summary>How many HTTP connections a client may have.</summary>
    HttpConnections,

    /// <summary>How DNS questions are answered.</summary>
    Dns,

    /// <summary>How many requests a server takes.</summary>
    RequestLimits,

    /// <summary>How RPC is limited.</summary>
    RpcLimits,

    /// <summary>Configuration entries to make.</summary>
    ConfigEntries,

    /// <summary>Snapshots, and the times of Raft.</summary>
    Raft,

    /// <summary>The cache of the agent.</summary>
    Cache,

    /// <summary>Which metrics are let through.</summary>
    Telemetry,

    /// <summary>Whether output of checks is kept.</summary>
    CheckOutput,

    /// <summary>How often proxies are updated.</summary>
    Xds,

    /// <summary>Whether profiles are served.</summary>
    Debug,

    /// <summary>The console.</summary>
    Ui,
}
