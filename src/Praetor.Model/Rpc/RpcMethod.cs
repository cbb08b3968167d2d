namespace Praetor.Model.Rpc;

/// <summary>A method that servers answer, whatever its request and reply are.</summary>
public abstract class RpcMethod
{
    private protected RpcMethod(string name, int ordinal)
    {
        Name = name;
        Ordinal = ordinal;
    }

    /// <summary>Its name on the wire: <c>KVS.Apply</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// Its place in <see cref="ServerMethods.All"/>, from 0 without gaps: a server finds what answers it in an array.
    /// Differs between versions, so it never leaves the process.
    /// </summary>
    public int Ordinal { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A method that servers answer, with the types of its request and reply and their bytes.</summary>
/// <typeparam name="TRequest">What is asked.</typeparam>
/// <typeparam name="TReply">What is answered.</typeparam>
public sealed class RpcMethod<TRequest, TReply> : RpcMethod
{
    internal RpcMethod(string name, int ordinal, WireCodec<TRequest> request, WireCodec<TReply> reply)
        : base(name, ordinal)
    {
        RequestCodec = request;
        ReplyCodec = reply;
    }

    /// <summary>The request's bytes.</summary>
    public WireCodec<TRequest> RequestCodec { get; }

    /// <summary>The reply's bytes.</summary>
    public WireCodec<TReply> ReplyCodec { get; }
}
