using System.Text.Json;
using Praetor.Agent.Configuration;
using Praetor.Foundation.Text;

namespace Praetor.Http.Endpoints;

/// <summary>
/// The configuration in effect, flat, under the names Consul has for its parts: for people who wonder what an agent runs
/// with. Secrets are hidden.
/// </summary>
internal static class AgentDebugConfig
{
    public static void Write(Utf8JsonWriter json, AgentConfig config, string nodeId)
    {
        json.WriteStartObject();
        foreach (var (name, value) in Values(config, nodeId))
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private static SortedList<string, object> Values(AgentConfig config, string nodeId) =>
        new(StringComparer.Ordinal)
        {
            ["ACLDefaultPolicy"] = config.Acl.DefaultPolicy,
            ["ACLDownPolicy"] = config.Acl.DownPolicy,
            ["ACLEnableKeyListPolicy"] = config.Acl.EnableKeyListPolicy,
            ["ACLInitialManagementToken"] = Hidden(config.Acl.InitialManagement),
            ["ACLTokens"] = "hidden",
            ["ACLsEnabled"] = config.Acl.Enabled,
            ["AEInterval"] = config.Checks.AntiEntropyInterval,
            ["AdvertiseAddrLAN"] = config.Addresses.Advertise.ToString(),
            ["AdvertiseAddrWAN"] = config.Addresses.AdvertiseWan.ToString(),
            ["BindAddr"] = config.Addresses.Bind.ToString(),
            ["Bootstrap"] = config.Node.Bootstrap,
            ["BootstrapExpect"] = config.Node.BootstrapExpect,
            ["CheckDeregisterIntervalMin"] = config.Checks.DeregisterIntervalMin,
            ["CheckOutputMaxSize"] = config.Checks.OutputMaxSize,
            ["CheckReapInterval"] = config.Checks.ReapInterval,
            ["CheckUpdateInterval"] = config.Checks.UpdateInterval,
            ["ClientAddrs"] = config.Addresses.Client,
            ["ConnectEnabled"] = config.Connect.Enabled,
            ["ConnectSidecarMaxPort"] = config.Ports.SidecarMax,
            ["ConnectSidecarMinPort"] = config.Ports.SidecarMin,
            ["DNSAltDomain"] = config.Node.AltDomain,
            ["DNSDomain"] = config.Node.Domain,
            ["DNSPort"] = config.Ports.Dns,
            ["DataDir"] = config.Node.DataDirectory,
            ["Datacenter"] = config.Node.Datacenter,
            ["DevMode"] = config.DevMode,
            ["DisableCoordinates"] = config.Node.DisableCoordinates,
            ["DisableHTTPUnprintableCharFilter"] = config.Node.DisableHttpCharacterFilter,
            ["DisableRemoteExec"] = config.Node.DisableRemoteExec,
            ["DiscardCheckOutput"] = config.Checks.DiscardOutput,
            ["EnableDebug"] = config.Node.EnableDebug,
            ["EnableLocalScriptChecks"] = config.Checks.EnableScripts || config.Checks.EnableLocalScripts,
            ["EnableRemoteScriptChecks"] = config.Checks.EnableScripts,
            ["EncryptKey"] = Hidden(config.Encryption.Key),
            ["GRPCPort"] = config.Ports.Grpc,
            ["GRPCTLSPort"] = config.Ports.GrpcTls,
            ["HTTPPort"] = config.Ports.Http,
            ["HTTPSPort"] = config.Ports.Https,
            ["LeaveOnTerm"] = config.Node.LeaveOnTerminate,
            ["LogLevel"] = config.Logging.Level,
            ["NodeID"] = nodeId,
            ["NodeMeta"] = config.Node.Meta,
            ["NodeName"] = config.Node.Name,
            ["PrimaryDatacenter"] =
                config.Node.PrimaryDatacenter.Length > 0 ? config.Node.PrimaryDatacenter : config.Node.Datacenter,
            ["SerfPortLAN"] = config.Ports.SerfLan,
            ["SerfPortWAN"] = config.Ports.SerfWan,
            ["ServerMode"] = config.Node.Server,
            ["ServerName"] = config.Node.ServerName,
            ["ServerPort"] = config.Ports.Server,
            ["SkipLeaveOnInt"] = config.Node.SkipLeaveOnInterrupt,
            ["TaggedAddresses"] = config.Addresses.Tagged,
        };

    private static string Hidden(string secret) => secret.Length == 0 ? "" : "hidden";

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case GoDuration duration:
                json.WriteStringValue(duration.ToString());
                break;
            case IReadOnlyList<string> list:
                Model.Json.JsonWrite.List(json, list, static (it, text) => it.WriteStringValue(text));
                break;
            case IReadOnlyDictionary<string, string> map:
                Model.Json.JsonWrite.Map(json, map, static (it, text) => it.WriteStringValue(text));
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}
