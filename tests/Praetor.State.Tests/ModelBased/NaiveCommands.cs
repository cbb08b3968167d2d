namespace Praetor.State.Tests.ModelBased;

/// <summary>What each command does to the naive state.</summary>
internal sealed class NaiveCommands(NaiveState state, ulong index)
{
    /// <summary>The locks that ended, as texts.</summary>
    public List<string> LockDelays { get; } = [];

    /// <summary>Whether it was done, and the refusal, if any.</summary>
    public (bool IsDone, string? Refusal) Apply(Command command) =>
        command switch
        {
            Register register => Apply(register),
            Deregister { ServiceId.Length: > 0 } of => Done(() => DeleteService(of.Node, of.ServiceId)),
            Deregister { CheckId.Length: > 0 } of => Done(() => DeleteCheck(of.Node, of.CheckId)),
            Deregister of => Done(() => DeleteNode(of.Node)),
            KvWrite write => Apply(write),
            SessionCreate create => Apply(create),
            SessionDestroy destroy => Done(() => EndSession(destroy.Id)),
            Locate locate => Done(() =>
            {
                Place(locate.Node, locate.Segment, locate.Milliseconds);
                Place(locate.Second, "", locate.Milliseconds);
            }),
            Reap reap => Done(() => Reap(reap.Age)),
            _ => throw new InvalidOperationException("Every command is known."),
        };

    private void Place(string node, string segment, int milliseconds)
    {
        if (state.Nodes.ContainsKey(NaiveState.Id(node)))
        {
            state.Coordinates[NaiveState.Id(node, segment)] = new(node, segment, milliseconds, index);
        }
    }

    private static (bool, string?) Done(Action action)
    {
        action();
        return (true, null);
    }

    private (bool, string?) Apply(Register register)
    {
        state.Nodes.TryGetValue(NaiveState.Id(register.Node), out var present);
        var isNew =
            present is null
            || (present.Name, present.Id, present.Address) != (register.Node, register.Id, register.Address);
        if ((present is null || !register.SkipNodeUpdate) && isNew && EnsureNode(register) is { } refusal)
        {
            return (false, "failed inserting node: " + refusal);
        }

        if (register.Service is { } service)
        {
            EnsureService(register.Node, service);
        }

        return register.Check is { } check && EnsureCheck(register.Node, check) is { } why
            ? (false, $"failed inserting check on node \"{register.Node}\": {why}")
            : (true, null);
    }

    private string? EnsureNode(Register register)
    {
        var (name, id, address) = (register.Node, register.Id, register.Address);
        var byId = id.Length == 0 ? null : state.Nodes.Values.FirstOrDefault(node => NaiveState.Same(node.Id, id));
        var isRename = byId is not null && !NaiveState.Same(byId.Name, name);
        state.Nodes.TryGetValue(NaiveState.Id(name), out var owner);
        if (id.Length > 0 && (byId is null || isRename) && owner is not null && !NaiveState.Same(owner.Id, id))
        {
            state.Checks.TryGetValue(NaiveState.Id(owner.Name, "serfHealth"), out var serf);
            var isAlive = serf is not null && serf.Status != "critical";
            if (isAlive && (owner.Id.Length > 0 || isRename))
            {
                return $"Error while renaming Node ID: \"{id}\"{(isRename ? $" ({address})" : "")}: Node name {name} is"
                    + $" reserved by node {owner.Id} with name {owner.Name} ({owner.Address})";
            }
        }

        if (isRename)
        {
            DeleteNode(byId!.Name);
            state.Nodes.TryGetValue(NaiveState.Id(name), out owner);
        }

        var previous = byId ?? owner;
        if (previous is null || (previous.Name, previous.Id, previous.Address) != (name, id, address))
        {
            state.Nodes[NaiveState.Id(name)] = new(name, id, address, previous?.Created ?? index, index);
        }

        return null;
    }

    private void EnsureService(string node, RegisteredService service)
    {
        var key = NaiveState.Id(node, service.Id);
        state.Services.TryGetValue(key, out var present);
        if (present is not null && (present.Id, present.Name, present.Port) == (service.Id, service.Name, service.Port))
        {
            return;
        }

        state.Services[key] = new(node, service.Id, service.Name, service.Port, present?.Created ?? index, index);
        if (present is not null && !NaiveState.Same(present.Name, service.Name))
        {
            NoteExtinction(present.Name);
        }
    }

    private string? EnsureCheck(string node, RegisteredCheck check)
    {
        if (check.Id.Length == 0)
        {
            return "failed health check lookup: index error: object is missing a value for this index";
        }

        state.Services.TryGetValue(NaiveState.Id(node, check.ServiceId), out var service);
        if (check.ServiceId.Length > 0 && service is null)
        {
            return "Missing service registration";
        }

        var key = NaiveState.Id(node, check.Id);
        state.Checks.TryGetValue(key, out var present);
        var status = check.Status.Length == 0 ? "critical" : check.Status;
        var serviceName = check.ServiceId.Length == 0 ? "" : service!.Name;
        if (
            present is null
            || (present.Node, present.Id, present.Status, present.ServiceId, present.ServiceName)
                != (node, check.Id, status, check.ServiceId, serviceName)
        )
        {
            var created = present?.Created ?? index;
            state.Checks[key] = new(node, check.Id, status, check.ServiceId, serviceName, created, index);
        }

        if (status == "critical")
        {
            EndSessions(session => NaiveState.Same(session.Node, node) && NaiveState.Same(session.Check, check.Id));
        }

        return null;
    }

    private void DeleteNode(string name)
    {
        if (!state.Nodes.Remove(NaiveState.Id(name)))
        {
            return;
        }

        foreach (var service in state.Services.Values.Where(service => NaiveState.Same(service.Node, name)).ToList())
        {
            DeleteService(name, service.Id);
        }

        foreach (var check in state.Checks.Values.Where(check => NaiveState.Same(check.Node, name)).ToList())
        {
            DeleteCheck(name, check.Id);
        }

        foreach (var place in state.Coordinates.Where(pair => NaiveState.Same(pair.Value.Node, name)).ToList())
        {
            state.Coordinates.Remove(place.Key);
        }

        EndSessions(session => NaiveState.Same(session.Node, name));
        state.Indexes.Remove("node." + NaiveState.Id(name));
        state.Indexes["node_last_extinction"] = index;
    }

    private void DeleteService(string node, string id)
    {
        if (!state.Services.Remove(NaiveState.Id(node, id), out var service))
        {
            return;
        }

        var checks = state.Checks.Values.Where(check => NaiveState.Same(check.Node, node));
        foreach (var check in checks.Where(check => NaiveState.Same(check.ServiceId, id)).ToList())
        {
            DeleteCheck(node, check.Id);
        }

        state.Indexes["checks"] = index;
        NoteExtinction(service.Name);
    }

    private void DeleteCheck(string node, string id)
    {
        if (state.Checks.Remove(NaiveState.Id(node, id)))
        {
            EndSessions(session => NaiveState.Same(session.Node, node) && NaiveState.Same(session.Check, id));
        }
    }

    private void NoteExtinction(string name)
    {
        if (state.Instances(name).Count == 0)
        {
            state.Indexes.Remove("service." + NaiveState.Id(name));
            state.Indexes["service_last_extinction"] = index;
        }
    }

    private (bool, string?) Apply(KvWrite write)
    {
        state.Kv.TryGetValue(write.Key, out var present);
        var guess = write.Guess switch
        {
            0 => 0UL,
            1 => present?.Modified ?? 0,
            _ => 1_000_000UL,
        };
        switch (write.Verb)
        {
            case KvVerb.Cas when guess != (present?.Modified ?? 0):
            case KvVerb.DeleteCas when present is not null && guess != present.Modified:
            case KvVerb.Lock
            or KvVerb.LockAgain
                when state.Sessions.ContainsKey(write.Session)
                    && present is { Session.Length: > 0 }
                    && present.Session != write.Session:
            case KvVerb.Unlock when present is null || present.Session != write.Session:
                return (false, null);
            case KvVerb.Lock or KvVerb.LockAgain when !state.Sessions.ContainsKey(write.Session):
                return (false, $"invalid session \"{write.Session}\"");
            case KvVerb.Set or KvVerb.SetAgain or KvVerb.Cas:
                Put(write.Key, write.Value, 0, present?.Session ?? "");
                break;
            case KvVerb.Lock or KvVerb.LockAgain:
                var count = (present?.LockIndex ?? 0) + (present?.Session == write.Session ? 0UL : 1UL);
                Put(write.Key, write.Value, count, write.Session);
                break;
            case KvVerb.Unlock:
                Put(write.Key, write.Value, present!.LockIndex, "");
                break;
            case KvVerb.Delete or KvVerb.DeleteCas:
                DeleteKey(write.Key);
                break;
            default:
                DeleteTree(write.Key);
                break;
        }

        return (true, null);
    }

    private void Put(string key, string value, ulong lockIndex, string session)
    {
        state.Kv.TryGetValue(key, out var present);
        if (present is null || (present.Value, present.LockIndex, present.Session) != (value, lockIndex, session))
        {
            state.Kv[key] = new(value, lockIndex, session, present?.Created ?? index, index);
        }
    }

    private void DeleteKey(string key)
    {
        if (state.Kv.Remove(key))
        {
            state.Tombstones[key] = index;
            state.Indexes["tombstones"] = index;
        }
    }

    private void DeleteTree(string prefix)
    {
        var doomed = state.Kv.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        doomed.ForEach(key => state.Kv.Remove(key));
        if (doomed.Count > 0)
        {
            state.Tombstones[prefix] = index;
            state.Indexes["tombstones"] = index;
        }
    }

    private void Reap(ulong age)
    {
        foreach (var (key, written) in state.Tombstones.ToList())
        {
            if (written + age <= index)
            {
                state.Tombstones.Remove(key);
            }
        }
    }

    private (bool, string?) Apply(SessionCreate create)
    {
        if (!state.Nodes.ContainsKey(NaiveState.Id(create.Node)))
        {
            return (false, "Missing node registration");
        }

        if (create.Check.Length > 0)
        {
            if (!state.Checks.TryGetValue(NaiveState.Id(create.Node, create.Check), out var check))
            {
                return (false, $"Missing check '{create.Check}' registration");
            }

            if (check.Status == "critical")
            {
                return (false, $"Check '{create.Check}' is in critical state");
            }
        }

        state.Sessions[create.Id] = new(create.Node, create.Check, create.Deletes, create.DelaySeconds, index);
        return (true, null);
    }

    private void EndSessions(Func<NaiveSession, bool> condition)
    {
        foreach (var (id, session) in state.Sessions.ToList())
        {
            if (condition(session))
            {
                EndSession(id);
            }
        }
    }

    private void EndSession(string id)
    {
        if (!state.Sessions.Remove(id, out var session))
        {
            return;
        }

        foreach (var (key, entry) in state.Kv.Where(pair => pair.Value.Session == id).ToList())
        {
            if (session.Deletes)
            {
                DeleteKey(key);
            }
            else
            {
                Put(key, entry.Value, entry.LockIndex, "");
            }

            if (session.DelaySeconds > 0)
            {
                LockDelays.Add($"{key} {Math.Min(session.DelaySeconds, 60)}");
            }
        }
    }
}
