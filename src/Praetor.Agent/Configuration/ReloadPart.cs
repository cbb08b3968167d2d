namespace Praetor.Agent.Configuration;

/// <summary>What a reload can change while the agent runs. One part may be several keys.</summary>
public enum ReloadPart
{
    /// <summary>The key needs a restart.</summary>
    None,
    Logging,
    Services,
    Checks,
    NodeMeta,
    Tokens,
    Tls,
    Watches,
    HttpConnections,
    Dns,
    RequestLimits,
    RpcLimits,
    ConfigEntries,
    Raft,
    Cache,
    Telemetry,
    CheckOutput,
    Xds,
    Debug,
    Ui,
}
