using System.Globalization;
using System.Text;

namespace Praetor.Foundation.Text;

/// <summary>A place in an expression of RE2's, and the first fault found on the way there, in Go's words.</summary>
internal sealed class Re2Cursor(string text)
{
    public string Text => text;

    public int At { get; set; }

    public bool AtEnd => At >= text.Length;

    /// <summary>The character here, one that no text contains at the end.</summary>
    public char Next => Peek(0);

    public string? Fault { get; private set; }

    public char Peek(int ahead) => At + ahead < text.Length ? text[At + ahead] : '\uffff';

    /// <summary>Whether that is what stands here; if so it is passed.</summary>
    public bool Pass(string token)
    {
        var stands = string.CompareOrdinal(text, At, token, 0, token.Length) == 0;
        At += stands ? token.Length : 0;
        return stands;
    }

    /// <summary>The character here, which is passed. Half of one stands for what cannot be decoded, as in any JSON.</summary>
    public int Take()
    {
        var rune = Rune.TryGetRuneAt(text, At, out var whole) ? whole : Rune.ReplacementChar;
        At += whole.Utf16SequenceLength == 2 ? 2 : 1;
        return rune.Value;
    }

    /// <summary>What is wrong with the text from there to here.</summary>
    public void Fail(string what, int from) => Refuse(what, text[from..At]);

    /// <summary>What is wrong, and with what.</summary>
    public void Refuse(string what, string with) => Fault ??= $"{what}: `{with}`";

    /// <summary>The character that is escaped here.</summary>
    public int TakeEscaped()
    {
        var from = At++;
        if (AtEnd)
        {
            Refuse("trailing backslash at end of expression", "");
            return 0;
        }

        var letter = Take();
        switch (letter)
        {
            // A lone digit other than 0 would be a reference to a group.
            case >= '1' and <= '7' when Next is >= '0' and <= '7':
            case '0':
                return TakeOctal(letter - '0');
            case 'x':
                return TakeHexadecimal(from);
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case < 0x80 when !char.IsAsciiLetterOrDigit((char)letter):
                return letter;
            default:
                Fail("invalid escape sequence", from);
                return 0;
        }
    }

    private int TakeOctal(int value)
    {
        for (var more = 2; more > 0 && Next is >= '0' and <= '7'; more--)
        {
            value = (value * 8) + Take() - '0';
        }

        return value;
    }

    /// <summary>Two digits, or any number of them in braces.</summary>
    private int TakeHexadecimal(int from)
    {
        var value = Pass("{") ? TakeBraced() : (TakeDigit() * 16) + TakeDigit();
        if (value is < 0 or > RuneSet.LastRune)
        {
            Fail("invalid escape sequence", from);
        }

        return value;
    }

    private int TakeBraced()
    {
        var value = TakeDigit();
        while (value is >= 0 and <= RuneSet.LastRune && !Pass("}"))
        {
            value = (value * 16) + TakeDigit();
        }

        return value;
    }

    // What is no digit takes away more than all the others can add.
    private int TakeDigit() =>
        !AtEnd && Take() is < 0x80 and var letter && char.IsAsciiHexDigit((char)letter)
            ? int.Parse([(char)letter], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : -0x400_0000;
}
