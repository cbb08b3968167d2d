using Praetor.Model.Services;

namespace Praetor.Agent.Registration;

/// <summary>What the files of the configuration define.</summary>
/// <param name="Services">Services with their checks.</param>
/// <param name="Checks">Checks that stand alone.</param>
internal sealed record FileDefinitions(
    IReadOnlyList<ServiceDefinition> Services,
    IReadOnlyList<CheckDefinition> Checks
);
