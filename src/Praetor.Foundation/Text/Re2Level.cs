namespace Praetor.Foundation.Text;

/// <summary>What a repetition repeats: where it is written, and how much it stands for.</summary>
internal readonly record struct Re2Part(int From, int Size, int Times, int Depth, bool IsRepeated);

/// <summary>A group as far as it is read: all but its last part is summed up.</summary>
internal sealed class Re2Level
{
    public Re2Modes Modes { get; set; }

    public int Begin
    {
        get;
        init => field = From = value;
    }

    /// <summary>Where the choice begins that is being read.</summary>
    public int From { get; private set; }

    /// <summary>Where the earlier choices end.</summary>
    public List<int> Jumps { get; } = [];

    public Re2Part? Part { get; set; }

    public int Size { get; private set; }

    public int Times { get; private set; } = 1;

    public int Depth { get; private set; } = 1;

    public void EndChoice(int jump, int next)
    {
        Jumps.Add(jump);
        From = next;
        Size++;
    }

    public void EndPart()
    {
        if (Part is { } part)
        {
            Size += part.Size;
            Times = Math.Max(Times, part.Times);
            Depth = Math.Max(Depth, part.Depth);
        }

        Part = null;
    }
}
