namespace Praetor.Foundation.Wire;

/// <summary>
/// JSON from a client that is not what was asked for. The message is word for word what Go's decoder says, because
/// clients of Consul see it: <c>json: unknown field "X"</c>, <c>unexpected EOF</c>.
/// </summary>
public sealed class JsonFormatException : Exception
{
    private readonly string? _found;
    private readonly string? _wanted;
    private string? _owner;
    private string _path = "";
    private bool _closed;

    /// <summary>A failure that does not depend on where in the document it is.</summary>
    /// <param name="message">Go's words.</param>
    public JsonFormatException(string message)
        : base(message) { }

    private JsonFormatException(string found, string wanted)
        : base("json: cannot unmarshal")
    {
        _found = found;
        _wanted = wanted;
    }

    /// <summary>A value of one kind stands where another is wanted.</summary>
    /// <param name="found">What stands there: <c>string</c>, <c>number 1.5</c>, <c>array</c>.</param>
    /// <param name="wanted">Go's name of the type wanted: <c>int</c>, <c>[]string</c>.</param>
    public static JsonFormatException Mismatch(string found, string wanted) => new(found, wanted);

    /// <summary>A member that the object does not have.</summary>
    public static JsonFormatException UnknownField(string name) =>
        new($"json: unknown field {Text.GoQuote.Quote(name)}");

    /// <inheritdoc/>
    public override string Message =>
        _found is null ? base.Message
        : _owner is null ? $"json: cannot unmarshal {_found} into Go value of type {_wanted}"
        : $"json: cannot unmarshal {_found} into Go struct field {_owner}.{_path} of type {_wanted}";

    /// <summary>
    /// Adds where a mismatch was found, from the inside out: Go names the innermost object's type and the path of
    /// members from the outermost one. An object that decodes itself (<paramref name="isClosed"/>) starts a path of
    /// its own, which an object around it, if there is one, replaces by its own.
    /// </summary>
    /// <param name="owner">Go's name of the object's type; empty for one without a name.</param>
    /// <param name="field">The member, as declared.</param>
    /// <param name="isClosed">Whether the object decodes itself in Consul.</param>
    public void Within(string owner, string field, bool isClosed)
    {
        if (_found is null)
        {
            return;
        }

        if (_owner is null || _closed)
        {
            _owner = owner;
            _path = field;
        }
        else
        {
            _path = field + "." + _path;
        }

        _closed = isClosed;
    }
}
