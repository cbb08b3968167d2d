using System.Globalization;

namespace Praetor.Foundation.Text;

/// <summary>Several errors as one text, in the layout of HashiCorp's multierror that Consul's users know.</summary>
public static class MultiError
{
    /// <summary>The text, which ends with an empty line.</summary>
    public static string Format(IReadOnlyList<string> errors) =>
        string.Create(CultureInfo.InvariantCulture, $"{errors.Count} error{(errors.Count == 1 ? "" : "s")} occurred:\n")
        + string.Concat(errors.Select(error => $"\t* {error}\n"))
        + "\n";
}
