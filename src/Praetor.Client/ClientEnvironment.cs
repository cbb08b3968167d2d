using Praetor.Foundation.Text;

namespace Praetor.Client;

/// <summary>The environment variables that say where the agent is.</summary>
public static class ClientEnvironment
{
    /// <summary>The settings that the environment asks for.</summary>
    /// <param name="variable">Gives a variable's value; null or empty when it is not set.</param>
    /// <param name="warn">Is told which variable cannot be read, and why; the variable is then passed over.</param>
    public static ClientSettings Read(Func<string, string?> variable, Action<string, string> warn)
    {
        string Text(string name, string fallback = "") => variable(name) is { Length: > 0 } text ? text : fallback;

        bool Truth(string name, bool fallback)
        {
            if (Text(name) is not { Length: > 0 } text)
            {
                return fallback;
            }

            var fault = GoNumber.ParseBool(text, out var value);
            if (fault == GoNumberFault.None)
            {
                return value;
            }

            warn(name, GoNumber.Describe("ParseBool", text, fault));
            return fallback;
        }

        var settings = new ClientSettings();
        return settings with
        {
            Address = Text("CONSUL_HTTP_ADDR", settings.Address),
            UseTls = Truth("CONSUL_HTTP_SSL", false),
            Token = Text("CONSUL_HTTP_TOKEN"),
            TokenFile = Text("CONSUL_HTTP_TOKEN_FILE"),
            Credentials = Credentials(Text("CONSUL_HTTP_AUTH")),
            Namespace = Text("CONSUL_NAMESPACE"),
            Partition = Text("CONSUL_PARTITION"),
            Tls = new ClientTlsSettings
            {
                AuthorityFile = Text("CONSUL_CACERT"),
                AuthorityFolder = Text("CONSUL_CAPATH"),
                CertificateFile = Text("CONSUL_CLIENT_CERT"),
                KeyFile = Text("CONSUL_CLIENT_KEY"),
                ServerName = Text("CONSUL_TLS_SERVER_NAME"),
                Verify = Truth("CONSUL_HTTP_SSL_VERIFY", true),
            },
        };
    }

    private static BasicCredentials? Credentials(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var parts = text.Split(':', 2);
        return new BasicCredentials(parts[0], parts.Length > 1 ? parts[1] : "");
    }
}
