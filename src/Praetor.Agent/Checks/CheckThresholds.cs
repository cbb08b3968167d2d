using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Checks;

/// <summary>Counts results in a row, so that a check changes only when enough of them say so.</summary>
internal sealed class CheckThresholds
{
    private readonly int _successesWanted;
    private readonly int _failuresBeforeWarning;
    private readonly int _failuresBeforeCritical;
    private int _successes;
    private int _failures;

    public CheckThresholds(CheckType type)
    {
        _successesWanted = type.SuccessBeforePassing;
        _failuresBeforeCritical = type.FailuresBeforeCritical;
        _failuresBeforeWarning = type.FailuresBeforeWarning > 0 ? type.FailuresBeforeWarning : _failuresBeforeCritical;
        // As if enough of either had come already: the first result decides.
        _successes = _successesWanted;
        _failures = _failuresBeforeCritical;
    }

    /// <summary>Takes a result into account.</summary>
    /// <returns>What the check is then, or null while it stays what it was.</returns>
    public string? Judge(string status)
    {
        if (status is HealthStatus.Passing or HealthStatus.Warning)
        {
            _successes = Increment(_successes);
            _failures = 0;
            return _successes >= _successesWanted ? status : null;
        }

        _failures = Increment(_failures);
        _successes = 0;
        return _failures >= _failuresBeforeCritical ? HealthStatus.Critical
            : _failures >= _failuresBeforeWarning ? HealthStatus.Warning
            : null;
    }

    /// <summary>Counts on, and stays at the top: a check may run for years.</summary>
    private static int Increment(int count) => count == int.MaxValue ? count : count + 1;
}
