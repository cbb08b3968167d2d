using System.Diagnostics.CodeAnalysis;
using Praetor.Foundation;

namespace Praetor.Model.Rpc;

/// <summary>What a call gave: a value or an error. Made by the implicit conversions from either.</summary>
/// <typeparam name="T">The method's reply.</typeparam>
public readonly struct RpcResult<T>
{
    private readonly T? _value;
    private readonly bool _isMade;

    private RpcResult(T? value, RpcError? error)
    {
        _value = value;
        Error = error;
        _isMade = true;
    }

    /// <summary>Why it failed; null if it did not.</summary>
    public RpcError? Error { get; }

    /// <summary>The reply.</summary>
    /// <exception cref="InvariantException">It failed; the caller did not look.</exception>
    public T Value
    {
        get
        {
            Invariant.Check(_isMade, "a result is made of a value or an error");
            Invariant.Check(Error is null, "a value is taken only where there is no error");
            // Checked above: without an error there is a value, which may itself be of a nullable type.
            return _value!;
        }
    }

    /// <summary>Takes the value or the error.</summary>
    /// <param name="value">The reply, if it succeeded.</param>
    /// <param name="error">Why not, if it failed.</param>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out RpcError? error)
    {
        Invariant.Check(_isMade, "a result is made of a value or an error");
        value = _value;
        error = Error;
        return error is null;
    }

    /// <summary>Does one or the other.</summary>
    public TResult Match<TResult>(Func<T, TResult> succeeded, Func<RpcError, TResult> failed) =>
        TryGet(out var value, out var error) ? succeeded(value) : failed(error);

    public static implicit operator RpcResult<T>(T value) => new(value, null);

    public static implicit operator RpcResult<T>(RpcError error) => new(default, error);
}

/// <summary>Makes results where the compiler does not convert by itself: from interfaces.</summary>
public static class RpcResult
{
    /// <summary>A call that succeeded.</summary>
    public static RpcResult<T> Of<T>(T value) => value;
}
