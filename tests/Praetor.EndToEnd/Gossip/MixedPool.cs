using System.Text;
using Praetor.EndToEnd.Processes;

namespace Praetor.EndToEnd.Gossip;

/// <summary>Members of both kinds, to be one pool. Ends them all.</summary>
internal sealed class MixedPool : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("praetor-pool-").FullName;
    private readonly List<IPoolMember> _members = [];

    public IReadOnlyList<IPoolMember> Members => _members;

    /// <summary>A file of the pool's folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Starts a member that knows nobody yet.</summary>
    public async Task<IPoolMember> StartAsync(Kind kind, string name, params string[] flags)
    {
        IPoolMember member = kind == Kind.Serf ? new SerfAgent(name, _folder, flags) : new OwnMember(name, flags);
        _members.Add(member);
        await member.StartAsync();
        return member;
    }

    /// <summary>Starts one of a kind and one of the other, with the same flags; the one joins the other.</summary>
    public async Task<(IPoolMember One, IPoolMember Other)> StartPairAsync(Kind one, params string[] flags)
    {
        var other = one == Kind.Own ? Kind.Serf : Kind.Own;
        var pair = await Task.WhenAll(StartAsync(one, "one", flags), StartAsync(other, "other", flags));
        await pair[0].JoinAsync(pair[1].Address);
        await AgreeAsync();
        return (pair[0], pair[1]);
    }

    /// <summary>Waits until all see all alive.</summary>
    public Task AgreeAsync() => AgreeAsync([.. _members.Select(static member => (member.Name, "alive"))], _members);

    /// <summary>Waits until members see exactly that.</summary>
    public Task AgreeAsync(IReadOnlyList<(string Name, string Status)> wanted, IReadOnlyList<IPoolMember> among)
    {
        var text = string.Join(
            ", ",
            wanted.OrderBy(static it => it.Name, StringComparer.Ordinal).Select(static it => $"{it.Name} {it.Status}")
        );
        return Task.WhenAll(
            among.Select(member =>
                HoldsAsync(
                    $"{member.Name} sees {text}",
                    async () =>
                        string.Join(
                            ", ",
                            (await member.MembersAsync()).Select(static it => $"{it.Key} {it.Value.Status}")
                        ),
                    seen => seen == text
                )
            )
        );
    }

    /// <summary>Waits until a member was told of something.</summary>
    public Task HappenedAsync(IPoolMember member, string what) =>
        HoldsAsync(
            $"{member.Name} is told {what}",
            () => Task.FromResult(member.Happened),
            happened => happened.Contains(what, StringComparer.Ordinal)
        );

    /// <summary>Waits for a level; the failure shows every member's log.</summary>
    public async Task<T> HoldsAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> isWanted)
    {
        try
        {
            return await Eventually.HoldsAsync(what, ask, isWanted);
        }
        catch (TimeoutException never)
        {
            var logs = new StringBuilder();
            foreach (var member in _members)
            {
                logs.Append($"\n== {member.Name}\n{member.Log}");
            }

            throw new TimeoutException(never.Message + logs, never);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
