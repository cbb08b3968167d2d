namespace Praetor.Model;

/// <summary>Something in the state store that knows which log entries made it and changed it last.</summary>
public interface IRaftIndexed
{
    /// <summary>The Raft index that made it.</summary>
    ulong CreateIndex { get; }

    /// <summary>The Raft index that changed it last.</summary>
    ulong ModifyIndex { get; }
}
