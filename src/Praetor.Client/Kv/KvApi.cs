using System.Globalization;
using System.Net;
using Praetor.Client.Asking;
using Praetor.Foundation.Bytes;
using Praetor.Model.Json;
using Praetor.Model.Kv;

namespace Praetor.Client.Kv;

/// <summary>Keys and values: <c>/v1/kv</c>.</summary>
public sealed class KvApi
{
    private readonly ApiTransport _transport;

    internal KvApi(ApiTransport transport) => _transport = transport;

    /// <summary>One entry; null when there is none.</summary>
    public async Task<ReadAnswer<DirEntry?>> GetAsync(
        ByteString key,
        ReadOptions options,
        CancellationToken cancellationToken
    )
    {
        var answer = await _transport.SendAsync(ApiRequest.Get(Path(key), options), cancellationToken);
        return answer.Status == HttpStatusCode.NotFound
            ? new ReadAnswer<DirEntry?>(null, answer.Index)
            : answer.Read(body => GoJson.DecodeList<DirEntry>(body, "api.KVPairs") is [var entry, ..] ? entry : null);
    }

    /// <summary>All entries whose keys begin so; an empty list when there are none.</summary>
    public async Task<ReadAnswer<IReadOnlyList<DirEntry>>> ListAsync(
        ByteString prefix,
        ReadOptions options,
        CancellationToken cancellationToken
    )
    {
        var request = ApiRequest.Get(Path(prefix), options).With("recurse", "");
        var answer = await _transport.SendAsync(request, cancellationToken);
        return answer.Status == HttpStatusCode.NotFound
            ? new ReadAnswer<IReadOnlyList<DirEntry>>([], answer.Index)
            : answer.List<DirEntry>();
    }

    /// <summary>All keys that begin so, up to the next separator; an empty list when there are none.</summary>
    /// <param name="separator">Empty for whole keys.</param>
    public async Task<ReadAnswer<IReadOnlyList<string>>> KeysAsync(
        ByteString prefix,
        string separator,
        ReadOptions options,
        CancellationToken cancellationToken
    )
    {
        var request = ApiRequest.Get(Path(prefix), options).With("keys", "").WithAny("separator", separator);
        var answer = await _transport.SendAsync(request, cancellationToken);
        return answer.Status == HttpStatusCode.NotFound
            ? new ReadAnswer<IReadOnlyList<string>>([], answer.Index)
            : answer.Read(body => JsonLists.Texts(body));
    }

    /// <summary>Writes an entry's value and flags, whatever was there.</summary>
    public async Task PutAsync(DirEntry entry, CancellationToken cancellationToken) =>
        await WriteAsync(entry, "", "", cancellationToken);

    /// <summary>Writes an entry if its <see cref="DirEntry.ModifyIndex"/> is still the store's; 0 for a key that is not there.</summary>
    /// <returns>Whether it was.</returns>
    public Task<bool> CompareAndSetAsync(DirEntry entry, CancellationToken cancellationToken) =>
        WriteAsync(entry, "cas", entry.ModifyIndex.ToString(CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Locks an entry for its <see cref="DirEntry.Session"/> and writes it.</summary>
    /// <returns>Whether the session holds the lock now.</returns>
    public Task<bool> AcquireAsync(DirEntry entry, CancellationToken cancellationToken) =>
        WriteAsync(entry, "acquire", entry.Session, cancellationToken);

    /// <summary>Unlocks an entry that its <see cref="DirEntry.Session"/> holds and writes it.</summary>
    /// <returns>Whether the session held the lock.</returns>
    public Task<bool> ReleaseAsync(DirEntry entry, CancellationToken cancellationToken) =>
        WriteAsync(entry, "release", entry.Session, cancellationToken);

    /// <summary>Removes a key, if it is there.</summary>
    public async Task DeleteAsync(ByteString key, CancellationToken cancellationToken) =>
        await RemoveAsync(key, "", "", cancellationToken);

    /// <summary>Removes a key if it was last changed at that index.</summary>
    /// <returns>Whether it was.</returns>
    public Task<bool> CompareAndDeleteAsync(ByteString key, ulong modifyIndex, CancellationToken cancellationToken) =>
        RemoveAsync(key, "cas", modifyIndex.ToString(CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Removes all keys that begin so.</summary>
    public async Task DeleteTreeAsync(ByteString prefix, CancellationToken cancellationToken) =>
        await RemoveAsync(prefix, "recurse", "", cancellationToken);

    private async Task<bool> WriteAsync(DirEntry entry, string how, string value, CancellationToken cancellationToken)
    {
        if (entry.Key.StartsWith("/"u8))
        {
            throw new ApiException($"Invalid key. Key must not begin with a '/': {entry.Key}");
        }

        var request = ApiRequest
            .Put(Path(entry.Key), entry.Value ?? [])
            .WithIf(how.Length > 0, how, value)
            .WithIf(entry.Flags > 0, "flags", entry.Flags.ToString(CultureInfo.InvariantCulture));
        return (await _transport.SendAsync(request, cancellationToken)).SaysTrue();
    }

    private async Task<bool> RemoveAsync(ByteString key, string how, string value, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Delete, Path(key)).WithIf(how.Length > 0, how, value);
        return (await _transport.SendAsync(request, cancellationToken)).SaysTrue();
    }

    /// <summary>Consul's client takes away a slash at the front, since the path has one of its own.</summary>
    private static string Path(ByteString key) =>
        "/v1/kv/" + GoUrl.Path(key.StartsWith("/"u8) ? key.Slice(1).Span : key.Span);
}
