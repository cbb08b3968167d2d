using Praetor.Agent.Configuration;

namespace Praetor.Composition;

/// <summary>
/// What a configuration may ask for that this version cannot do and must not pretend to: started without it, the agent
/// would be open where its operator believes it closed, or alone where he believes it one of several.
/// </summary>
internal static class Unsupported
{
    /// <summary>Why the agent does not start; null if it may.</summary>
    public static string? FaultOf(AgentConfig config) =>
        config switch
        {
            { Acl.Enabled: true } =>
                "acl.enabled: this version of Praetor has no access control yet, and will not run as if it had",
            { Node.Server: false } => "server: this version of Praetor runs as a single server only; set server = true",
            { Node.BootstrapExpect: > 1 } =>
                "bootstrap_expect: this version of Praetor runs as a single server only; set it to 1",
            { Ports.Https: > 0 } => "ports.https: this version of Praetor serves plain HTTP only; set it to -1",
            _ => null,
        };
}
