using System.Globalization;
using Microsoft.AspNetCore.Http;
using Praetor.Model.Rpc;

namespace Praetor.Http.Exchanges;

/// <summary>The headers that tell a client how fresh an answer is and what to wait for next.</summary>
internal static class MetaHeaders
{
    /// <summary>Sets them. The index is never 0 on the wire: a client that loops on it would spin.</summary>
    public static void Set(IHeaderDictionary headers, QueryMeta meta)
    {
        headers["X-Consul-Index"] = Math.Max(meta.Index, 1).ToString(CultureInfo.InvariantCulture);
        SetLeaderContact(headers, meta);
        headers["X-Consul-Query-Backend"] = meta.Backend == 0 ? "blocking-query" : "streaming";
        if (meta.ResultsFilteredByAcls)
        {
            headers["X-Consul-Results-Filtered-By-Acls"] = "true";
        }
    }

    /// <summary>Sets only those about the leader: on a transaction's answer.</summary>
    public static void SetLeaderContact(IHeaderDictionary headers, QueryMeta meta)
    {
        headers["X-Consul-Knownleader"] = meta.KnownLeader ? "true" : "false";
        headers["X-Consul-Lastcontact"] =
            meta.LastContact.Nanoseconds == 0
                ? "0"
                : (meta.LastContact.Nanoseconds / 1_000_000).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Sets them beside an error: nothing is known of how fresh anything is.</summary>
    public static void SetUnknown(IHeaderDictionary headers)
    {
        headers["X-Consul-Index"] = "1";
        headers["X-Consul-Knownleader"] = "false";
        headers["X-Consul-Lastcontact"] = "0";
        headers["X-Consul-Query-Backend"] = "blocking-query";
    }

    /// <summary>Sets them, and says which consistency was served: on the catalog's and health's answers.</summary>
    public static void SetWithConsistency(IHeaderDictionary headers, QueryMeta meta)
    {
        Set(headers, meta);
        if (meta.ConsistencyLevel.Length > 0)
        {
            headers["X-Consul-Effective-Consistency"] = meta.ConsistencyLevel;
        }
    }
}
