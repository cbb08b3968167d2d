using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Kv;
using Praetor.Model.Sessions;
using Praetor.State.Tables;

namespace Praetor.State;

public sealed partial class StateTransaction
{
    /// <summary>The longest lock delay; a session may ask for more, but does not get it.</summary>
    private static readonly GoDuration LockDelayMax = GoDuration.FromSeconds(60);

    /// <summary>
    /// Creates a session with the ID, and everything else, that the entry decided. Its node must exist, and so must
    /// its checks, none of them critical.
    /// </summary>
    public WriteOutcome SessionCreate(Session session)
    {
        if (session.ID.Length == 0)
        {
            return WriteOutcome.Refused("Missing session ID");
        }

        if (session.Behavior is not ("" or SessionBehavior.Release or SessionBehavior.Delete))
        {
            return WriteOutcome.Refused($"Invalid session behavior: {session.Behavior}");
        }

        if (Schema.Nodes.Find(_store, Keys.Of("", session.Node)) is null)
        {
            return WriteOutcome.Refused(MissingNode);
        }

        foreach (var id in SessionChecks.Of(session))
        {
            var check = Schema.Checks.Find(_store, Keys.Of("", session.Node, id));
            if (check is null)
            {
                return WriteOutcome.Refused($"Missing check '{id}' registration");
            }

            if (check.Status == HealthStatus.Critical)
            {
                return WriteOutcome.Refused($"Check '{id}' is in {HealthStatus.Critical} state");
            }
        }

        Schema.Sessions.Put(
            _store,
            session with
            {
                Behavior = session.Behavior.Length == 0 ? SessionBehavior.Release : session.Behavior,
                CreateIndex = Index,
                ModifyIndex = Index,
            }
        );
        IndexTable.Set(_store, IndexTable.Sessions, Index);
        return WriteOutcome.Done;
    }

    /// <summary>Ends a session, if it exists: its keys are freed or deleted, as its behaviour says.</summary>
    public void SessionDestroy(string id)
    {
        var session = Schema.Sessions.Remove(_store, Keys.Of(id));
        if (session is null)
        {
            return;
        }

        IndexTable.Set(_store, IndexTable.Sessions, Index);
        var held = new List<DirEntry>();
        foreach (var entry in Schema.KvBySession.Prefix(_store, Keys.Of(session.ID)))
        {
            held.Add(entry);
        }

        var delay = session.LockDelay < LockDelayMax ? session.LockDelay : LockDelayMax;
        foreach (var entry in held)
        {
            if (session.Behavior == SessionBehavior.Delete)
            {
                KvDelete(entry.Key);
            }
            else
            {
                KvSet(entry with { Session = "" }, takesSession: true);
            }

            if (delay > GoDuration.Zero)
            {
                _lockDelays.Add(new LockDelay(entry.Key, delay));
            }
        }
    }

    private void EndSessionsOfCheck(string node, string check)
    {
        foreach (var id in IdsOf(Schema.SessionsByCheck.Prefix(_store, Keys.Of(node, check))))
        {
            SessionDestroy(id);
        }
    }

    private void EndSessionsOfNode(string node)
    {
        foreach (var id in IdsOf(Schema.SessionsByNode.Prefix(_store, Keys.Of(node))))
        {
            SessionDestroy(id);
        }
    }

    // A list first: what is walked must not change meanwhile.
    private static List<string> IdsOf(TableCursor<Session> sessions)
    {
        var ids = new List<string>();
        foreach (var session in sessions)
        {
            ids.Add(session.ID);
        }

        return ids;
    }
}
