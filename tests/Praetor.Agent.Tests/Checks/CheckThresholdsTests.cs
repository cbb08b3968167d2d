using CsCheck;
using Praetor.Agent.Checks;
using Praetor.Model.Catalog;
using Praetor.Model.Services;
using Xunit;

namespace Praetor.Agent.Tests.Checks;

public sealed class CheckThresholdsTests
{
    [Fact]
    public void The_first_result_of_either_kind_decides()
    {
        var type = new CheckType { SuccessBeforePassing = 3, FailuresBeforeCritical = 3 };
        Assert.Equal(HealthStatus.Passing, new CheckThresholds(type).Judge(HealthStatus.Passing));
        Assert.Equal(HealthStatus.Critical, new CheckThresholds(type).Judge(HealthStatus.Critical));
    }

    [Fact]
    public void Failures_count_in_a_row_and_may_warn_first()
    {
        var thresholds = new CheckThresholds(new CheckType { FailuresBeforeWarning = 2, FailuresBeforeCritical = 3 });
        thresholds.Judge(HealthStatus.Passing);

        Assert.Null(thresholds.Judge(HealthStatus.Critical));
        Assert.Equal(HealthStatus.Warning, thresholds.Judge(HealthStatus.Critical));
        Assert.Equal(HealthStatus.Critical, thresholds.Judge(HealthStatus.Critical));

        thresholds.Judge(HealthStatus.Passing);
        Assert.Null(thresholds.Judge(HealthStatus.Critical));
    }

    [Fact]
    public void Without_a_limit_of_its_own_a_warning_needs_as_many_failures_as_critical()
    {
        var thresholds = new CheckThresholds(new CheckType { FailuresBeforeCritical = 2 });
        thresholds.Judge(HealthStatus.Passing);
        Assert.Null(thresholds.Judge(HealthStatus.Critical));
        Assert.Equal(HealthStatus.Critical, thresholds.Judge(HealthStatus.Critical));
    }

    [Fact]
    public void A_check_is_what_enough_of_the_latest_results_say()
    {
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Bool.Array[1, 40])
            .Sample(
                (successes, failures, results) =>
                {
                    var thresholds = new CheckThresholds(
                        new CheckType { SuccessBeforePassing = successes, FailuresBeforeCritical = failures }
                    );
                    for (var i = 0; i < results.Length; i++)
                    {
                        var judged = thresholds.Judge(results[i] ? HealthStatus.Passing : HealthStatus.Critical);
                        var run = results[..(i + 1)].Reverse().TakeWhile(it => it == results[i]).Count();
                        var isStart = run == i + 1;
                        var isEnough = isStart || run >= (results[i] ? successes : failures);
                        var wanted = results[i] ? HealthStatus.Passing : HealthStatus.Critical;
                        Assert.Equal(isEnough ? wanted : null, judged);
                    }
                }
            );
    }
}
