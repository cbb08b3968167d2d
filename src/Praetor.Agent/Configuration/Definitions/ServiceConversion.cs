using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Configuration.Definitions;

/// <summary>Makes services of what files say.</summary>
internal static class ServiceConversion
{
    public static ServiceDefinition ToDefinition(RawConfig raw) =>
        new()
        {
            Kind = raw.Get(ServiceDefinitionKeys.Kind),
            ID = raw.Get(ServiceDefinitionKeys.Id),
            Name = raw.Get(ServiceDefinitionKeys.Name),
            Tags = raw.Has(ServiceDefinitionKeys.Tags) ? raw.Get(ServiceDefinitionKeys.Tags) : null,
            Address = raw.Get(ServiceDefinitionKeys.Address),
            TaggedAddresses = TaggedAddresses(raw),
            Meta = raw.Has(ServiceDefinitionKeys.Meta) ? raw.Get(ServiceDefinitionKeys.Meta) : null,
            Port = raw.Get(ServiceDefinitionKeys.Port),
            SocketPath = raw.Get(ServiceDefinitionKeys.SocketPath),
            Checks = [.. raw.Get(ServiceDefinitionKeys.Checks).Select(CheckConversion.ToType)],
            Weights = new Weights
            {
                Passing = raw.Get(ServiceDefinitionKeys.WeightPassing),
                Warning = raw.Get(ServiceDefinitionKeys.WeightWarning),
            },
            Token = raw.Get(ServiceDefinitionKeys.Token),
            EnableTagOverride = raw.Get(ServiceDefinitionKeys.EnableTagOverride),
            Locality =
                raw.Has(ServiceDefinitionKeys.Region) || raw.Has(ServiceDefinitionKeys.Zone)
                    ? new Locality
                    {
                        Region = raw.Get(ServiceDefinitionKeys.Region),
                        Zone = raw.Get(ServiceDefinitionKeys.Zone),
                    }
                    : null,
            Proxy = raw.Has(ServiceDefinitionKeys.Proxy)
                ? ProxyConversion.ToProxy(raw.Get(ServiceDefinitionKeys.Proxy))
                : null,
            Connect =
                raw.Has(ServiceDefinitionKeys.Native) || raw.Has(ServiceDefinitionKeys.Sidecar)
                    ? new ServiceConnect
                    {
                        Native = raw.Get(ServiceDefinitionKeys.Native),
                        SidecarService = raw.Has(ServiceDefinitionKeys.Sidecar)
                            ? ToDefinition(raw.Get(ServiceDefinitionKeys.Sidecar))
                            : null,
                    }
                    : null,
        };

    private static SortedList<string, ServiceAddress>? TaggedAddresses(RawConfig raw)
    {
        if (!raw.Has(ServiceDefinitionKeys.TaggedAddresses))
        {
            return null;
        }

        var tagged = new SortedList<string, ServiceAddress>(StringComparer.Ordinal);
        foreach (var (name, address) in raw.Get(ServiceDefinitionKeys.TaggedAddresses))
        {
            tagged.Add(
                name,
                new ServiceAddress
                {
                    Address = address.Get(ServiceAddressKeys.Address),
                    Port = address.Get(ServiceAddressKeys.Port),
                }
            );
        }

        return tagged;
    }
}
