using Praetor.Foundation.Text;

namespace Praetor.Probes;

/// <summary>How long one look may take.</summary>
internal static class TimeLimit
{
    /// <summary>Without a limit of its own, a connection gets this long.</summary>
    public static readonly GoDuration Connection = GoDuration.FromSeconds(10);

    /// <summary>Without a limit of its own, a command gets this long.</summary>
    public static readonly GoDuration Command = GoDuration.FromSeconds(30);

    /// <summary>The check's own limit, or the usual one.</summary>
    public static GoDuration Of(GoDuration own, GoDuration usual) => own > GoDuration.Zero ? own : usual;
}
