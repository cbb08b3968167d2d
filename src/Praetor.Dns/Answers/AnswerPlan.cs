using System.Runtime.InteropServices;
using Praetor.Dns.Messages;

namespace Praetor.Dns.Answers;

/// <summary>
/// What an answer would hold if there were room for all of it. Used again for the next answer, so that one costs no
/// allocation.
/// </summary>
internal sealed class AnswerPlan
{
    /// <summary>Stands for the answer as a whole, where an extra goes with no record of it.</summary>
    public const int AllAnswers = -1;

    private readonly List<Record> _answers = [];
    private readonly List<Record> _authority = [];
    private readonly List<(Record Record, int Answer)> _extras = [];

    /// <summary>How it went.</summary>
    public ResponseCode Code { get; set; }

    /// <summary>Whether it comes from a zone of ours.</summary>
    public bool IsAuthoritative { get; set; }

    /// <summary>Whether it says that names elsewhere could be asked for.</summary>
    public bool IsRecursive { get; set; }

    /// <summary>Whether EDNS is answered by EDNS.</summary>
    public bool HasEdns { get; set; }

    /// <summary>The records asked for.</summary>
    public ReadOnlySpan<Record> Answers => CollectionsMarshal.AsSpan(_answers);

    /// <summary>Who is in charge.</summary>
    public ReadOnlySpan<Record> Authority => CollectionsMarshal.AsSpan(_authority);

    /// <summary>
    /// What the client will ask for next, in the order of the answers it belongs to: those without the answer are useless.
    /// </summary>
    public ReadOnlySpan<(Record Record, int Answer)> Extras => CollectionsMarshal.AsSpan(_extras);

    /// <summary>Whether any of them goes with the answer as a whole.</summary>
    public bool HasFreeExtras { get; private set; }

    /// <summary>Begins another answer.</summary>
    public void Begin()
    {
        Code = ResponseCode.NoError;
        IsAuthoritative = true;
        IsRecursive = false;
        HasEdns = true;
        HasFreeExtras = false;
        _answers.Clear();
        _authority.Clear();
        _extras.Clear();
    }

    /// <summary>Adds a record that was asked for.</summary>
    public void Add(in Record answer) => _answers.Add(answer);

    /// <summary>Adds a record about who is in charge.</summary>
    public void AddAuthority(in Record record) => _authority.Add(record);

    /// <summary>Adds a record that goes with the latest answer.</summary>
    public void AddExtra(in Record extra) => _extras.Add((extra, _answers.Count - 1));

    /// <summary>Adds a record that goes with whatever is answered.</summary>
    public void AddFreeExtra(in Record extra)
    {
        _extras.Add((extra, AllAnswers));
        HasFreeExtras = true;
    }
}
