namespace Praetor.EndToEnd.Processes;

/// <summary>Waits for a level, never for a time.</summary>
internal static class Eventually
{
    // Generous: a loaded machine is slow, and a test that passes never waits for it.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is as wanted; the failure says what did not happen and the last answer.</summary>
    public static async Task<T> HoldsAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> isWanted)
    {
        using var deadline = new CancellationTokenSource(Limit);
        using var pause = new PeriodicTimer(Between);
        object? last = null;
        while (!deadline.IsCancellationRequested)
        {
            try
            {
                var answer = await ask();
                if (isWanted(answer))
                {
                    return answer;
                }

                last = answer;
            }
            catch (HttpRequestException unreachable)
            {
                // The agent is not up yet.
                last = unreachable.Message;
            }

            await pause.WaitForNextTickAsync(CancellationToken.None);
        }

        throw new TimeoutException($"Never happened: {what}. The last answer: {last}");
    }
}
