namespace Praetor.Agent.Registration;

/// <summary>Why the agent did not do what a client asked, in Consul's words.</summary>
/// <param name="Kind">Whose fault it is.</param>
/// <param name="Text">The words; clients see them.</param>
public sealed record RegistrationFault(RegistrationFaultKind Kind, string Text)
{
    /// <summary>A service that isn't here.</summary>
    public static RegistrationFault UnknownService(string id) =>
        new(
            RegistrationFaultKind.NotFound,
            $"Unknown service ID {Foundation.Text.GoQuote.Quote(id)}. Ensure that the service ID is passed, not the service name."
        );

    /// <summary>A check that isn't here.</summary>
    public static RegistrationFault UnknownCheck(string id) =>
        new(
            RegistrationFaultKind.NotFound,
            $"Unknown check ID {Foundation.Text.GoQuote.Quote(id)}. Ensure that the check ID is passed, not the check name."
        );

    internal static RegistrationFault Invalid(string text) => new(RegistrationFaultKind.Invalid, text);

    internal static RegistrationFault Refused(string text) => new(RegistrationFaultKind.Refused, text);
}

/// <summary>The sorts of faults, as clients are told of them.</summary>
public enum RegistrationFaultKind
{
    /// <summary>The definition makes no sense.</summary>
    Invalid,

    /// <summary>What it is about isn't here.</summary>
    NotFound,

    /// <summary>The agent may not do it, or can't.</summary>
    Refused,
}
