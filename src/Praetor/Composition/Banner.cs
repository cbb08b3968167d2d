using Praetor.Agent.Configuration;
using Praetor.Model;

namespace Praetor.Composition;

/// <summary>What the agent says on standard output before its log begins: Consul's lines, for people and their scripts.</summary>
internal static class Banner
{
    public static void Write(TextWriter output, AgentConfig config, string nodeId, bool isGossipEncrypted)
    {
        if (config.Logging.Json)
        {
            return;
        }

        (string Name, string Value)[] lines =
        [
            ("Version", $"'{Release.ConsulVersion}'"),
            ("Revision", $"'{Release.Revision}'"),
            ("Node ID", $"'{nodeId}'"),
            ("Node name", $"'{config.Node.Name}'"),
            ("Datacenter", $"'{config.Node.Datacenter}' (Segment: '<all>')"),
            ("Server", $"{Bool(config.Node.Server)} (Bootstrap: {Bool(config.Node.Bootstrap)})"),
            (
                // Nothing listens for gRPC yet, whatever is configured.
                "Client Addr",
                $"[{string.Join(' ', config.Addresses.Client)}] (HTTP: {config.Ports.Http}, HTTPS: {config.Ports.Https}, "
                    + $"gRPC: -1, gRPC-TLS: -1, DNS: {config.Ports.Dns})"
            ),
            (
                "Cluster Addr",
                $"{config.Addresses.Advertise} (LAN: {config.Ports.SerfLan}, WAN: {config.Ports.SerfWan})"
            ),
            ("Gossip Encryption", Bool(isGossipEncrypted)),
            ("Auto-Encrypt-TLS", "false"),
            ("ACL Enabled", Bool(config.Acl.Enabled)),
            ("ACL Default Policy", config.Acl.DefaultPolicy),
        ];
        var width = lines.Max(static line => line.Name.Length);
        output.WriteLine("==> Starting Consul agent...");
        foreach (var (name, value) in lines)
        {
            output.WriteLine($"{name.PadLeft(width + 10)}: {value}");
        }

        output.WriteLine();
        output.WriteLine("==> Log data will now stream in as it occurs:");
        output.WriteLine();
        output.Flush();
    }

    private static string Bool(bool value) => value ? "true" : "false";
}
