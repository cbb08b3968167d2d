using System.Globalization;

namespace Praetor.Agent.Configuration.Build;

/// <summary>Several errors as one text, in the layout of HashiCorp's multierror that Consul's users know.</summary>
internal static class MultiError
{
    public static string Format(IReadOnlyList<string> errors) =>
        string.Create(CultureInfo.InvariantCulture, $"{errors.Count} error{(errors.Count == 1 ? "" : "s")} occurred:\n")
        + string.Concat(errors.Select(error => $"\t* {error}\n"))
        + "\n";
}
