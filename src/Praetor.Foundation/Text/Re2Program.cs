namespace Praetor.Foundation.Text;

/// <summary>What a step of a <see cref="Re2Program"/> does.</summary>
internal enum Re2Step
{
    /// <summary>Takes one character of the set.</summary>
    Take,

    /// <summary>Goes on at either of two places.</summary>
    Split,

    /// <summary>Goes on elsewhere.</summary>
    Jump,

    TextBegins,
    TextEnds,
    LineBegins,
    LineEnds,
    WordBoundary,
    NoWordBoundary,
}

/// <summary>
/// A step; where it leads is said relative to itself, so that a part of a program can be moved and copied. It leads to the
/// next one if nothing else is said.
/// </summary>
internal readonly record struct Re2Instruction(Re2Step Step, RuneSet? Set = null, int Next = 1, int Other = 1);

/// <summary>
/// An expression as a program that is run over a text in all ways at once: at every character each step is taken once at
/// most. So the time is the length of the text times that of the program, whatever they are.
/// </summary>
/// <remarks>
/// The idea is Thompson's, in the form of https://swtch.com/~rsc/regexp/regexp2.html. Whether there is a match is all that
/// is asked, so the ways need no order and no memory.
/// </remarks>
internal sealed class Re2Program(IReadOnlyList<Re2Instruction> instructions)
{
    /// <summary>What stands before a text and after it: no character.</summary>
    private const int Nothing = -1;

    private readonly Re2Instruction[] _instructions = [.. instructions];

    /// <summary>Whether the expression is found anywhere in the text.</summary>
    public bool IsMatch(string text)
    {
        var (here, there) = (new Ways(_instructions.Length), new Ways(_instructions.Length));
        var cursor = new Re2Cursor(text);
        for (var before = Nothing; ; )
        {
            var after = cursor.AtEnd ? Nothing : cursor.Take();

            // 1. A match may begin here, and what has begun goes as far as it can without a character.
            here.Reach(0);
            if (Follow(here, before, after))
            {
                return true;
            }

            if (after == Nothing)
            {
                return false;
            }

            // 2. Who waits for this character takes it.
            foreach (var place in here.Waiting)
            {
                if (_instructions[place].Set?.Contains(after) == true)
                {
                    there.Reach(place + 1);
                }
            }

            here.Clear();
            (here, there) = (there, here);
            before = after;
        }
    }

    /// <summary>Takes all steps that take no character; whether one of the ways has come to the end.</summary>
    private bool Follow(Ways ways, int before, int after)
    {
        while (ways.TryTake(out var place))
        {
            if (place == _instructions.Length)
            {
                return true;
            }

            var (step, _, next, other) = _instructions[place];
            if (step == Re2Step.Take)
            {
                ways.Waiting.Add(place);
            }
            else if (Holds(step, before, after))
            {
                ways.Reach(place + next);
                ways.Reach(place + other);
            }
        }

        return false;
    }

    private static bool Holds(Re2Step step, int before, int after) =>
        step switch
        {
            Re2Step.TextBegins => before == Nothing,
            Re2Step.TextEnds => after == Nothing,
            Re2Step.LineBegins => before is Nothing or '\n',
            Re2Step.LineEnds => after is Nothing or '\n',
            Re2Step.WordBoundary => IsWord(before) != IsWord(after),
            Re2Step.NoWordBoundary => IsWord(before) == IsWord(after),
            _ => true,
        };

    private static bool IsWord(int rune) =>
        rune is '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    /// <summary>The places that have been reached at one point of the text, each once.</summary>
    private sealed class Ways(int length)
    {
        private readonly bool[] _reached = new bool[length + 1];
        private readonly Stack<int> _open = new();

        /// <summary>The places that wait for a character.</summary>
        public List<int> Waiting { get; } = [];

        public void Reach(int place)
        {
            if (!_reached[place])
            {
                _reached[place] = true;
                _open.Push(place);
            }
        }

        public bool TryTake(out int place) => _open.TryPop(out place);

        public void Clear()
        {
            Array.Clear(_reached);
            Waiting.Clear();
        }
    }
}
