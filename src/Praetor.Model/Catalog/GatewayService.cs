using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>That a gateway serves a service, and how.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record GatewayService : IRaftIndexed
{
    /// <summary>The gateway.</summary>
    public ServiceName Gateway { get; init; } = ServiceName.Empty;

    /// <summary>The service.</summary>
    public ServiceName Service { get; init; } = ServiceName.Empty;

    /// <summary>What kind of gateway.</summary>
    public string GatewayKind { get; init; } = "";

    /// <summary>The port at which it does.</summary>
    [JsonField(OmitEmpty = true)]
    public int Port { get; init; }

    /// <summary>The protocol there.</summary>
    [JsonField(OmitEmpty = true)]
    public string Protocol { get; init; } = "";

    /// <summary>The host names it answers to.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>Whom a terminating gateway trusts.</summary>
    [JsonField(OmitEmpty = true)]
    public string CAFile { get; init; } = "";

    /// <summary>With what it presents itself.</summary>
    [JsonField(OmitEmpty = true)]
    public string CertFile { get; init; } = "";

    /// <summary>The key to that.</summary>
    [JsonField(OmitEmpty = true)]
    public string KeyFile { get; init; } = "";

    /// <summary>The name it asks for.</summary>
    [FieldName("SNI")]
    [JsonField(OmitEmpty = true)]
    public string Sni { get; init; } = "";

    /// <summary>Whether a <c>*</c> brought it about.</summary>
    [JsonField(OmitEmpty = true)]
    public bool FromWildcard { get; init; }

    /// <summary>What the service is.</summary>
    [JsonField(OmitEmpty = true)]
    public string ServiceKind { get; init; } = "";

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
