using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Definitions;
using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Registration;

/// <summary>What must hold of a service that a client registers, in Consul's words and order.</summary>
internal static class ServiceRules
{
    private const int WeightMax = 65535;

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public static RegistrationFault? FaultOf(ServiceDefinition definition)
    {
        if (definition.Name.Length == 0)
        {
            return RegistrationFault.Invalid("Missing service name");
        }

        if (definition.Address is "0.0.0.0" or "::" or "[::]")
        {
            return RegistrationFault.Invalid("Invalid service address");
        }

        if (WeightFault(definition.Weights) is { } weights)
        {
            return RegistrationFault.Invalid($"Invalid Weights: {weights}");
        }

        if (NodeMeta.Refuse(definition.Meta ?? WireMap<string>.Empty) is { } meta)
        {
            return RegistrationFault.Invalid($"Invalid Service Meta: {meta}");
        }

        if (ProxyRules.FaultsOf(definition) is { Count: > 0 } faults)
        {
            return RegistrationFault.Invalid($"Validation failed: {MultiError.Format(faults)}");
        }

        return CheckFault(definition, "Invalid check: ");
    }

    /// <summary>What is wrong with the checks of a service; null if nothing is.</summary>
    /// <param name="definition">The service.</param>
    /// <param name="prefix">What stands before the words.</param>
    public static RegistrationFault? CheckFault(ServiceDefinition definition, string prefix)
    {
        foreach (var check in ServiceDefinitions.ChecksOf(definition))
        {
            if (CheckRules.Refuse(check) is { } fault)
            {
                return RegistrationFault.Invalid(prefix + fault);
            }

            if (check.Status.Length > 0 && !HealthStatus.IsValid(check.Status))
            {
                return RegistrationFault.Invalid("Status for checks must 'passing', 'warning', 'critical'");
            }
        }

        return null;
    }

    /// <summary>What is wrong with a check that stands alone; null if nothing is.</summary>
    public static RegistrationFault? FaultOf(CheckDefinition definition) =>
        definition.Name.Length == 0 ? RegistrationFault.Invalid("Missing check name")
        : definition.Status.Length > 0 && !HealthStatus.IsValid(definition.Status)
            ? RegistrationFault.Invalid("Bad check status")
        : CheckRules.Refuse(CheckDefinitions.TypeOf(definition)) is { } fault
            ? RegistrationFault.Invalid($"Invalid check: {fault}")
        : null;

    private static string? WeightFault(Weights? weights) =>
        weights is null ? null
        : weights.Passing < 1 ? "Passing must be greater than 0"
        : weights.Warning < 0 ? "Warning must be greater or equal than 0"
        : weights.Passing > WeightMax || weights.Warning > WeightMax ? "DNS Weight must be between 0 and 65535"
        : null;
}
