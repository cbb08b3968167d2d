using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Praetor.Foundation;

/// <summary>Checks that stay on in release builds: a broken invariant stops the process, it does not spread.</summary>
public static class Invariant
{
    /// <summary>Ends the process, through <see cref="InvariantException"/>, unless the condition holds.</summary>
    /// <param name="condition">One condition; split compound ones, so that the message names the one that broke.</param>
    /// <param name="because">The rule, as a sentence.</param>
    [StackTraceHidden]
    public static void Check([DoesNotReturnIf(false)] bool condition, string because)
    {
        if (!condition)
        {
            throw new InvariantException(because);
        }
    }
}

/// <summary>A programmer's mistake or corrupted state. Never caught except by the process's last handler.</summary>
public sealed class InvariantException(string message) : Exception(message);
