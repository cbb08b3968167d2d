using System.Globalization;
using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Configuration.Definitions;

/// <summary>Services and checks of files, and what is wrong with them.</summary>
internal static class DefinitionBuild
{
    private const int WeightMax = 65535;

    /// <summary>What cannot be built, such as durations, in the words that Consul collects into one text.</summary>
    public static IEnumerable<string> Unbuildable(RawConfig raw)
    {
        foreach (var check in raw.Get(DefinitionKeys.Checks))
        {
            foreach (var error in Durations(check))
            {
                yield return error;
            }
        }

        foreach (var service in raw.Get(DefinitionKeys.Services))
        {
            var name = service.Get(ServiceDefinitionKeys.Name);
            foreach (var error in service.Get(ServiceDefinitionKeys.Checks).SelectMany(Durations))
            {
                yield return error;
            }

            if (NodeMeta.Refuse(service.Get(ServiceDefinitionKeys.Meta)) is { } wrongMeta)
            {
                yield return $"invalid meta for service {name}: {wrongMeta}";
            }

            if (RefuseWeights(ServiceConversion.ToDefinition(service).Weights) is { } wrongWeights)
            {
                yield return $"Invalid weight definition for service {name}: {wrongWeights}";
            }

            if (
                service.Get(ServiceDefinitionKeys.SocketPath).Length > 0
                && (
                    service.Get(ServiceDefinitionKeys.Port) != 0
                    || service.Get(ServiceDefinitionKeys.Address).Length > 0
                )
            )
            {
                yield return $"service {name} cannot have both socket path {service.Get(ServiceDefinitionKeys.SocketPath)} and address/port";
            }
        }
    }

    /// <summary>What must hold of the definitions of a configuration.</summary>
    public static IEnumerable<ConfigProblem> Refusals(AgentConfig config)
    {
        foreach (var check in config.RawChecks.Select(CheckConversion.ToType))
        {
            if (check.Name.Length == 0)
            {
                yield return new("check name cannot be empty", "checks");
            }
            else if (CheckRules.Refuse(check) is { } error)
            {
                yield return new($"check \"{check.Name}\": {error}", "checks");
            }
            else if (check.Status.Length > 0 && !HealthStatus.IsValid(check.Status))
            {
                yield return new($"check \"{check.Name}\": Bad check status", "checks");
            }
        }

        foreach (var service in config.Services)
        {
            foreach (var error in Refusals(service))
            {
                yield return new(error, "services");
            }
        }
    }

    private static IEnumerable<string> Refusals(ServiceDefinition service)
    {
        if (service.Name.Length == 0)
        {
            yield return "service name cannot be empty";
        }

        foreach (var check in service.Checks ?? [])
        {
            if (CheckRules.Refuse(check) is { } error)
            {
                yield return $"Failed to validate checks for service \"{service.Name}\": {error}";
            }
            else if (check.Status.Length > 0 && !HealthStatus.IsValid(check.Status))
            {
                yield return $"Failed to validate checks for service \"{service.Name}\": Status for checks must 'passing', 'warning', 'critical'";
            }
        }

        if (service.Connect?.SidecarService is { } sidecar)
        {
            if (sidecar.ID.Length > 0)
            {
                yield return $"service \"{service.Name}\": A SidecarService cannot specify an ID as this is managed by the agent";
            }

            if (sidecar.Connect?.SidecarService is not null)
            {
                yield return $"service \"{service.Name}\": A SidecarService cannot have a nested SidecarService";
            }
        }
    }

    private static IEnumerable<string> Durations(RawConfig check)
    {
        var id = check.Get(CheckDefinitionKeys.Id);
        foreach (var key in CheckDefinitionKeys.Schema.Keys)
        {
            if (check.Find(key) is { } value && key.Check(value.Value) is { } error)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"check[{id}].{key.Path}: {error}");
            }
        }
    }

    private static string? RefuseWeights(Weights? weights) =>
        weights is null ? null
        : weights.Passing < 1 ? "Passing must be greater than 0"
        : weights.Warning < 0 ? "Warning must be greater or equal than 0"
        : weights.Passing > WeightMax || weights.Warning > WeightMax ? "DNS Weight must be between 0 and 65535"
        : null;
}
