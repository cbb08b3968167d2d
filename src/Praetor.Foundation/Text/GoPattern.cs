using System.Diagnostics.CodeAnalysis;

namespace Praetor.Foundation.Text;

/// <summary>A regular expression as people send it: in Go's syntax, refused in Go's words, with Go's meaning.</summary>
/// <remarks>
/// It is searched for without backtracking, as Go does, so that the time grows with the text alone. What needs
/// backtracking (references to groups, looking around) Go refuses too.
/// </remarks>
public sealed class GoPattern
{
    private readonly Re2Program _program;

    private GoPattern(Re2Program program) => _program = program;

    /// <summary>The expression, or why it is none.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out GoPattern? pattern, out string error)
    {
        var (program, fault) = Re2Syntax.Read(text);
        pattern = program is null ? null : new GoPattern(program);
        error = pattern is null ? $"error parsing regexp: {fault}" : "";
        return pattern is not null;
    }

    /// <summary>Whether the expression is found anywhere in a text.</summary>
    public bool IsMatch(string text) => _program.IsMatch(text);
}
