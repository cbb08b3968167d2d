using System.Text;
using Praetor.Gossip.Encryption;

namespace Praetor.Gossip.Serf;

/// <summary>The queries Serf answers itself: whether it is there, whom it knows under a name, and those about keys.</summary>
internal sealed class InternalQueries(SerfCore core, Keyring? keyring)
{
    private const string Prefix = "_serf_";
    private const string Ping = Prefix + "ping";

    /// <summary>Asks what address a name has, with the name as payload.</summary>
    public const string Conflict = Prefix + "conflict";

    /// <summary>With a <see cref="SerfMessage.KeyRequest"/> as payload, as the following.</summary>
    public const string InstallKey = Prefix + "install-key";

    public const string UseKey = Prefix + "use-key";

    public const string RemoveKey = Prefix + "remove-key";

    public const string ListKeys = Prefix + "list-keys";

    /// <summary>Answers a query, if it is one of these; false if it is the application's.</summary>
    public bool TryAnswer(QueryTicket ticket, byte[]? payload)
    {
        if (!ticket.Name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        switch (ticket.Name)
        {
            case Ping:
                // The acknowledgement, which was sent already, says it all.
                break;
            case Conflict:
                AnswerConflict(ticket, Encoding.UTF8.GetString(payload ?? []));
                break;
            case InstallKey or UseKey or RemoveKey:
                Change(ticket, payload);
                break;
            case ListKeys:
                AnswerList(ticket);
                break;
        }

        return true;
    }

    /// <summary>Answers who changed keys.</summary>
    /// <param name="ticket">The question.</param>
    /// <param name="problem">What went wrong; null if it is done.</param>
    public void AnswerKept(QueryTicket ticket, string? problem) =>
        core.Queries.Answer(ticket, SerfCodec.Encode(new SerfMessage.KeyResponse(problem is null, problem ?? "")));

    private void AnswerConflict(QueryTicket ticket, string name)
    {
        // The one whose name it is does not vote on itself.
        if (name != core.Options.Name && core.Members.Find(name) is { } entry)
        {
            core.Queries.Answer(ticket, SerfCodec.Encode(new SerfMessage.ConflictResponse(entry.ToMember())));
        }
    }

    private void Change(QueryTicket ticket, byte[]? payload)
    {
        if (ProblemOf(ticket.Name, payload) is { } problem)
        {
            AnswerKept(ticket, problem);
        }
        else
        {
            // Answered when the keys are on disk: who rotates keys must not be told that this member has one it may lose.
            core.Effects.Events.Add(new SerfEvent.KeysChanged(ticket));
        }
    }

    /// <summary>Changes the ring; says in memberlist's words what is wrong.</summary>
    private string? ProblemOf(string query, byte[]? payload)
    {
        if (keyring is null)
        {
            return "No keyring to modify (encryption not enabled)";
        }

        if (SerfReader.TryDecode(payload) is not SerfMessage.KeyRequest { Key: { } key })
        {
            return "Failed to decode key request";
        }

        return Keyring.Describe(
            query switch
            {
                InstallKey => keyring.Install(key),
                UseKey => keyring.Use(key),
                _ => keyring.Remove(key),
            }
        );
    }

    private void AnswerList(QueryTicket ticket)
    {
        if (keyring is null)
        {
            var none = new SerfMessage.KeyResponse(false, "Keyring is empty (encryption not enabled)");
            core.Queries.Answer(ticket, SerfCodec.Encode(none));
            return;
        }

        string[] keys = [.. keyring.Keys.Select(Convert.ToBase64String)];
        for (var shown = keys.Length; shown >= 0; shown--)
        {
            var text =
                shown == keys.Length ? "" : $"truncated key list response, showing first {shown} of {keys.Length} keys";
            var list = new SerfMessage.KeyResponse(true, text) { Keys = keys[..shown], PrimaryKey = keys[0] };
            if (core.Queries.Answer(ticket, SerfCodec.Encode(list)) is null)
            {
                return;
            }
        }
    }
}
