using Praetor.Foundation.Wire;

namespace Praetor.Model.Proxies;

/// <summary>How outgoing traffic is caught.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record TransparentProxyConfig
{
    /// <summary>Where it is redirected to; 0 for the default.</summary>
    [JsonField(OmitEmpty = true)]
    public int OutboundListenerPort { get; init; }

    /// <summary>Whether instances may be dialled by their own address.</summary>
    [JsonField(OmitEmpty = true)]
    public bool DialedDirectly { get; init; }
}
