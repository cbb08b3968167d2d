namespace Praetor.Cli.Running;

/// <summary>What the process answers to whoever started it.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>Asked wrongly, or not done.</summary>
    public const int Failure = 1;

    /// <summary>Done, and there is nothing to show.</summary>
    public const int Nothing = 2;

    /// <summary>There is no such command: what shells say too.</summary>
    public const int UnknownCommand = 127;
}
