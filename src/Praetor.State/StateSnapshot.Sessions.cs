using Praetor.Model.Sessions;
using Praetor.State.Tables;
using Praetor.State.Watches;

namespace Praetor.State;

public sealed partial class StateSnapshot
{
    /// <summary>One session; null if it does not exist.</summary>
    public Indexed<Session?> SessionGet(WatchSet? watch, string id)
    {
        var key = Keys.Of(id);
        watch?.AddKey(this, Schema.Sessions.Tree, key);
        return new(SessionsIndex(), Schema.Sessions.Find(_view, key));
    }

    /// <summary>All sessions, by ID.</summary>
    public Indexed<IReadOnlyList<Session>> SessionList(WatchSet? watch)
    {
        WatchIndex(watch, IndexTable.Sessions);
        return new(SessionsIndex(), ListOf(Schema.Sessions.Prefix(_view, [])));
    }

    /// <summary>The sessions of a node, by ID.</summary>
    public Indexed<IReadOnlyList<Session>> NodeSessions(WatchSet? watch, string node)
    {
        var key = Keys.Of(node);
        watch?.AddPrefix(this, Schema.SessionsByNode.Tree, key);
        return new(SessionsIndex(), ListOf(Schema.SessionsByNode.Prefix(_view, key)));
    }

    private ulong SessionsIndex() => IndexTable.Max(_view, IndexTable.Sessions);

    internal static List<T> ListOf<T>(TableCursor<T> records)
        where T : class
    {
        var list = new List<T>();
        foreach (var record in records)
        {
            list.Add(record);
        }

        return list;
    }
}
