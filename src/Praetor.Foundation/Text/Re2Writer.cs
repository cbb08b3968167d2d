namespace Praetor.Foundation.Text;

/// <summary>
/// Writes a <see cref="Re2Program"/> in the order in which an expression is read. What is repeated or chosen between is the
/// end of what is written so far, from a given place.
/// </summary>
internal sealed class Re2Writer
{
    private readonly List<Re2Instruction> _written = [];

    public int Length => _written.Count;

    public void Write(Re2Step step) => _written.Add(new(step));

    public void Write(RuneSet set) => _written.Add(new(Re2Step.Take, set));

    /// <summary>Makes what is written from there one choice of several; where the jump is that leads behind all of them.</summary>
    public int EndChoice(int from)
    {
        var length = Length - from;
        _written.Insert(from, new(Re2Step.Split, Next: 1, Other: length + 2));
        _written.Add(new(Re2Step.Jump));
        return Length - 1;
    }

    /// <summary>Leads the choices behind the last of them.</summary>
    public void EndChoices(IEnumerable<int> jumps)
    {
        foreach (var jump in jumps)
        {
            _written[jump] = new(Re2Step.Jump, Next: Length - jump, Other: Length - jump);
        }
    }

    /// <summary>Repeats what is written from there; without end if there is no most.</summary>
    public void Repeat(int from, int min, int? max)
    {
        var part = _written[from..];
        _written.RemoveRange(from, part.Count);
        for (var times = 1; times <= min; times++)
        {
            _written.AddRange(part);
        }

        if (max is null && min > 0)
        {
            _written.Add(new(Re2Step.Split, Other: -part.Count));
        }
        else if (max is null)
        {
            _written.Add(new(Re2Step.Split, Other: part.Count + 2));
            _written.AddRange(part);
            _written.Add(new(Re2Step.Jump, Next: -part.Count - 1, Other: -part.Count - 1));
        }

        for (var times = min + 1; times <= max; times++)
        {
            _written.Add(new(Re2Step.Split, Other: part.Count + 1));
            _written.AddRange(part);
        }
    }

    public Re2Program Finished() => new(_written);
}
