using System.Globalization;
using Praetor.Client;
using Praetor.Foundation.Flags;
using Praetor.Foundation.Text;

namespace Praetor.Cli.Running;

/// <summary>Which of the shared flags a command has.</summary>
[Flags]
internal enum HttpFlagKinds
{
    /// <summary>Those that say where the agent is: every command has them.</summary>
    Client = 0,

    /// <summary>Those that say which server answers: <c>-datacenter</c>, <c>-stale</c>.</summary>
    Server = 1,

    /// <summary><c>-namespace</c>, which only Consul Enterprise answers.</summary>
    Namespace = 2,

    /// <summary><c>-partition</c>, which only Consul Enterprise answers.</summary>
    Partition = 4,
}

/// <summary>The flags that commands share which ask an agent, and the client they make.</summary>
internal sealed class HttpFlags
{
    private readonly List<string> _names = [];
    private readonly GoFlag<string> _address;
    private readonly GoFlag<string> _token;
    private readonly GoFlag<string> _tokenFile;
    private readonly GoFlag<string> _authorityFile;
    private readonly GoFlag<string> _authorityFolder;
    private readonly GoFlag<string> _certificate;
    private readonly GoFlag<string> _key;
    private readonly GoFlag<string> _serverName;
    private readonly GoFlag<string>? _datacenter;
    private readonly GoFlag<bool>? _stale;
    private readonly GoFlag<string>? _partition;
    private string? _namespace;

    /// <summary>Declares the flags in a command's set.</summary>
    public HttpFlags(GoFlagSet flags, HttpFlagKinds kinds)
    {
        GoFlag<string> Text(string name, string help)
        {
            _names.Add(name);
            return flags.AddString(name, "", help);
        }

        _address = Text(
            "http-addr",
            "The `address` of the agent: host and port, or with a scheme before them one of http://, https:// and "
                + "unix://. The environment variable CONSUL_HTTP_ADDR says the same. The default is "
                + "http://127.0.0.1:8500."
        );
        _token = Text("token", "The ACL token to ask with. CONSUL_HTTP_TOKEN says the same.");
        _tokenFile = Text("token-file", "A file with the ACL token. CONSUL_HTTP_TOKEN_FILE says the same.");
        _authorityFile = Text("ca-file", "A file of authorities to trust for TLS. CONSUL_CACERT says the same.");
        _authorityFolder = Text("ca-path", "A folder of such files. CONSUL_CAPATH says the same.");
        _certificate = Text("client-cert", "The certificate to show for TLS. CONSUL_CLIENT_CERT says the same.");
        _key = Text("client-key", "The key of that certificate. CONSUL_CLIENT_KEY says the same.");
        _serverName = Text(
            "tls-server-name",
            "The name to expect in the agent's certificate. CONSUL_TLS_SERVER_NAME says the same."
        );
        if (kinds.HasFlag(HttpFlagKinds.Server))
        {
            const string StaleHelp = "Lets any server answer, even one that lags behind. The leader does by default.";
            _datacenter = Text("datacenter", "The datacenter to ask. The default is the agent's own.");
            _stale = flags.AddBool("stale", false, StaleHelp, FlagWords.Strconv);
            _names.Add("stale");
        }

        if (kinds.HasFlag(HttpFlagKinds.Namespace))
        {
            foreach (var name in (string[])["namespace", "ns"])
            {
                const string NamespaceHelp = "The namespace to ask about. Only Consul Enterprise has namespaces.";
                flags.AddReader(name, "string", NamespaceHelp, TakeNamespace);
                _names.Add(name);
            }
        }

        if (kinds.HasFlag(HttpFlagKinds.Partition))
        {
            _partition = Text("partition", "The partition to ask about. Only Consul Enterprise has partitions.");
        }
    }

    /// <summary>Whether a flag of that name is one of these.</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>How these flags want something read.</summary>
    public ReadOptions Reading => new() { AllowStale = _stale?.Value ?? false };

    /// <summary>A client of the agent that environment and flags name.</summary>
    /// <exception cref="ApiException">They name a scheme or a file that is not there.</exception>
    public ApiClient Connect(CommandContext context)
    {
        void Warn(string variable, string error)
        {
            var time = context.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var line = $"{time} [WARN]  consul-api: could not parse {variable}: error={GoQuote.Quote(error)}";
            // Consul looks at its environment twice and so says everything twice; whoever counts lines expects both.
            context.Error.WriteLine(line);
            context.Error.WriteLine(line);
        }

        var settings = ClientEnvironment.Read(context.Environment, Warn);
        return new ApiClient(
            settings with
            {
                Address = Over(settings.Address, _address),
                Token = Over(settings.Token, _token),
                TokenFile = Over(settings.TokenFile, _tokenFile),
                Datacenter = Over(settings.Datacenter, _datacenter),
                Namespace = _namespace ?? settings.Namespace,
                Partition = Over(settings.Partition, _partition),
                Tls = settings.Tls with
                {
                    AuthorityFile = Over(settings.Tls.AuthorityFile, _authorityFile),
                    AuthorityFolder = Over(settings.Tls.AuthorityFolder, _authorityFolder),
                    CertificateFile = Over(settings.Tls.CertificateFile, _certificate),
                    KeyFile = Over(settings.Tls.KeyFile, _key),
                    ServerName = Over(settings.Tls.ServerName, _serverName),
                },
            },
            context.Network
        );
    }

    private string? TakeNamespace(string value)
    {
        _namespace = value;
        return null;
    }

    private static string Over(string setting, GoFlag<string>? flag) => flag is { IsSet: true } ? flag.Value : setting;
}
