using System.Globalization;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Build;

/// <summary>What users should know although the configuration is valid, in Consul's words.</summary>
internal static class ConfigWarnings
{
    private const int NameLengthMax = 63;
    private const string DeploymentTable = "See https://www.consul.io/docs/internals/consensus.html#deployment-table";

    public static IEnumerable<string> All(AgentConfig config)
    {
        var name = config.Node.Name;
        if (name.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not '-'))
        {
            yield return $"Node name {GoQuote.Quote(name)} will not be discoverable via DNS due to invalid characters. Valid characters include all alpha-numerics and dashes.";
        }
        else if (name.Length > NameLengthMax)
        {
            yield return $"Node name {GoQuote.Quote(name)} will not be discoverable via DNS due to it being too long. Valid lengths are between 1 and 63 bytes.";
        }

        foreach (var warning in Mode(config.Node))
        {
            yield return warning;
        }

        if (config.AutoEncrypt.AllowTls && !config.Tls.InternalRpc.VerifyIncoming)
        {
            yield return "if auto_encrypt.allow_tls is turned on, tls.internal_rpc.verify_incoming should be enabled (either explicitly or via tls.defaults.verify_incoming). It is necessary to turn it off during a migration to TLS, but it should definitely be turned on afterwards.";
        }
    }

    private static IEnumerable<string> Mode(NodeConfig node)
    {
        if (node.BootstrapExpect == 1)
        {
            yield return "BootstrapExpect is set to 1; this is the same as Bootstrap mode.";
        }
        else if (node.BootstrapExpect == 2)
        {
            yield return $"bootstrap_expect = 2: A cluster with 2 servers will provide no failure tolerance. {DeploymentTable}";
        }
        else if (node.BootstrapExpect > 2 && node.BootstrapExpect % 2 == 0)
        {
            yield return $"bootstrap_expect is even number: A cluster with an even number of servers does not achieve optimum fault tolerance. {DeploymentTable}";
        }

        if (node.BootstrapExpect > 1)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"bootstrap_expect > 0: expecting {node.BootstrapExpect} servers"
            );
        }

        if (node.Bootstrap || node.BootstrapExpect == 1)
        {
            yield return "bootstrap = true: do not enable unless necessary";
        }
    }
}
