using System.Globalization;
using Praetor.Foundation.Text;
using Praetor.Model.Rpc;

namespace Praetor.Http.Exchanges;

/// <summary>What every read may say in its parameters and headers: where, how fresh, and how long to wait.</summary>
internal readonly record struct ReadOptions
{
    public required string Datacenter { get; init; }

    public required string Token { get; init; }

    public ulong MinIndex { get; private init; }

    public GoDuration WaitMax { get; private init; }

    public bool Stale { get; private init; }

    public bool Consistent { get; private init; }

    public bool Cached { get; private init; }

    public GoDuration StaleMax { get; private init; }

    public GoDuration AgeMax { get; private init; }

    public bool MustRevalidate { get; private init; }

    public GoDuration StaleIfError { get; private init; }

    public string Filter { get; private init; }

    /// <summary>Reads them, or says in Consul's words why they are refused.</summary>
    public static bool TryRead(
        ApiExchange exchange,
        string localDatacenter,
        out ReadOptions options,
        out string refusal
    )
    {
        var query = exchange.Query;
        refusal = "";
        options = new ReadOptions
        {
            Datacenter = DatacenterOf(query, localDatacenter),
            Token = exchange.Token,
            Stale = query.Has("stale"),
            Consistent = query.Has("consistent"),
            Cached = query.Has("cached"),
            Filter = query.Get("filter"),
        };
        if (options.Stale && options.Consistent)
        {
            refusal = "Cannot specify ?stale with ?consistent, conflicting semantics.";
            return false;
        }

        if (options.Cached && options.Consistent)
        {
            refusal = "Cannot specify ?cached with ?consistent, conflicting semantics.";
            return false;
        }

        return TryReadWait(query, ref options, out refusal)
            && TryReadStaleMax(query, ref options, out refusal)
            && TryReadCacheControl(exchange.RequestHeaders.CacheControl.ToString(), ref options, out refusal);
    }

    /// <summary>The datacenter a request is for: <c>datacenter</c> wins over <c>dc</c>, and neither means ours.</summary>
    public static string DatacenterOf(QueryParameters query, string localDatacenter) =>
        query.Get("datacenter") is { Length: > 0 } full ? full
        : query.Get("dc") is { Length: > 0 } named ? named
        : localDatacenter;

    /// <summary>The request with these options in it.</summary>
    public T ApplyTo<T>(T request)
        where T : QueryOptions =>
        (T)(
            request with
            {
                Token = Token,
                MinQueryIndex = MinIndex,
                MaxQueryTime = WaitMax,
                AllowStale = Stale,
                RequireConsistent = Consistent,
                UseCache = Cached,
                MaxStaleDuration = StaleMax,
                MaxAge = AgeMax,
                MustRevalidate = MustRevalidate,
                StaleIfError = StaleIfError,
                Filter = Filter,
            }
        );

    private static bool TryReadWait(QueryParameters query, ref ReadOptions options, out string refusal)
    {
        refusal = "";
        if (query.Get("wait") is { Length: > 0 } wait)
        {
            if (!GoDuration.TryParse(wait, out var waitMax, out _))
            {
                refusal = "Invalid wait time";
                return false;
            }

            options = options with { WaitMax = waitMax };
        }

        if (query.Get("index") is { Length: > 0 } index)
        {
            if (!ulong.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var minIndex))
            {
                refusal = "Invalid index";
                return false;
            }

            options = options with { MinIndex = minIndex };
        }

        return true;
    }

    private static bool TryReadStaleMax(QueryParameters query, ref ReadOptions options, out string refusal)
    {
        refusal = "";
        if (query.Get("max_stale") is not { Length: > 0 } text)
        {
            return true;
        }

        if (!GoDuration.TryParse(text, out var staleMax, out _))
        {
            refusal = $"Invalid max_stale value {GoQuote.Quote(text)}";
            return false;
        }

        options = options with { StaleMax = staleMax, Stale = options.Stale || staleMax > GoDuration.Zero };
        return true;
    }

    private static bool TryReadCacheControl(string header, ref ReadOptions options, out string refusal)
    {
        refusal = "";
        foreach (var part in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var directive = part.ToLowerInvariant();
            if (directive == "must-revalidate")
            {
                options = options with { MustRevalidate = true };
                continue;
            }

            var equals = directive.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? directive : directive[..equals];
            if (equals < 0 || name is not ("max-age" or "stale-if-error"))
            {
                continue;
            }

            if (
                !long.TryParse(
                    directive.AsSpan(equals + 1),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var seconds
                )
            )
            {
                refusal = "Invalid Cache-Control header.";
                return false;
            }

            options =
                name == "max-age"
                    ? options with
                    {
                        AgeMax = GoDuration.FromSeconds(seconds),
                        MustRevalidate = options.MustRevalidate || seconds == 0,
                    }
                    : options with
                    {
                        StaleIfError = GoDuration.FromSeconds(seconds),
                    };
        }

        return true;
    }
}
