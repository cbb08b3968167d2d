using CsCheck;
using Praetor.Foundation.Flags;
using Praetor.Foundation.Text;
using Xunit;

namespace Praetor.Foundation.Tests.Flags;

public sealed class GoFlagSetTests
{
    private readonly GoFlagSet _set = new();
    private readonly GoFlag<string> _name;
    private readonly GoFlag<bool> _stale;
    private readonly GoFlag<long> _port;
    private readonly GoFlag<IReadOnlyList<string>> _join;
    private readonly GoFlag<IReadOnlyDictionary<string, string>> _meta;

    public GoFlagSetTests()
    {
        _name = _set.AddString(
            "name",
            "none",
            "The `title` of it. Long enough that the line has to be wrapped, or so it is hoped."
        );
        _stale = _set.AddBool("stale", false, "Old is good enough.", FlagWords.Strconv);
        _set.AddBool("plain", false, "A truth value with Go's words.");
        _port = _set.AddInteger("port", 0, "Port.");
        _set.AddInteger("dns-port", 0, "Port.", FlagWords.Strconv);
        _set.AddUnsigned("flags", 0, "Flags.");
        _set.AddDuration("wait", GoDuration.Zero, "Wait.");
        _set.AddFloat("rate", 0, "Rate.");
        _join = _set.AddList("join", "Peers.");
        _meta = _set.AddMap("meta", "Pairs.");
    }

    [Theory]
    [InlineData("-name", "a")]
    [InlineData("--name", "a")]
    [InlineData("-name=a")]
    [InlineData("--name=a")]
    public void One_dash_or_two_with_or_without_equals_mean_the_same(params string[] line)
    {
        Assert.Equal(FlagOutcome.Parsed, _set.Parse(line));
        Assert.Equal("a", _name.Value);
        Assert.True(_name.IsSet);
    }

    [Fact]
    public void Nothing_given_leaves_the_default_unset()
    {
        Assert.Equal(FlagOutcome.Parsed, _set.Parse([]));
        Assert.Equal("none", _name.Value);
        Assert.False(_name.IsSet);
    }

    [Fact]
    public void A_truth_value_does_not_take_the_next_argument()
    {
        Assert.Equal(FlagOutcome.Parsed, _set.Parse(["-stale", "false", "-name=x"]));
        Assert.True(_stale.Value);
        Assert.Equal(["false", "-name=x"], _set.Arguments);
        Assert.Equal("none", _name.Value);
    }

    [Fact]
    public void A_truth_value_takes_what_follows_the_equals_sign()
    {
        Assert.Equal(FlagOutcome.Parsed, _set.Parse(["-stale=F"]));
        Assert.False(_stale.Value);
        Assert.True(_stale.IsSet);
    }

    [Fact]
    public void A_text_takes_the_next_argument_even_if_it_looks_like_a_flag()
    {
        Assert.Equal(FlagOutcome.Parsed, _set.Parse(["-name", "-stale"]));
        Assert.Equal("-stale", _name.Value);
        Assert.False(_stale.Value);
    }

    [Fact]
    public void An_empty_value_after_equals_is_a_value()
    {
        Assert.Equal(FlagOutcome.Parsed, _set.Parse(["-name=", "-stale"]));
        Assert.Equal("", _name.Value);
        Assert.True(_stale.Value);
    }

    [Theory]
    [InlineData("--", "-name", "x")]
    [InlineData("-", "-name", "x")]
    [InlineData("word", "-name", "x")]
    public void Flags_end_at_two_dashes_or_the_first_argument_that_is_none(params string[] line)
    {
        Assert.Equal(FlagOutcome.Parsed, _set.Parse(line));
        Assert.Equal(line[0] == "--" ? line[1..] : line, _set.Arguments);
        Assert.False(_name.IsSet);
    }

    [Fact]
    public void Lists_and_maps_collect_and_scalars_keep_the_last()
    {
        Assert.Equal(
            FlagOutcome.Parsed,
            _set.Parse(["-join", "a", "-join=b", "-meta", "k=v=w", "-meta=l=", "-port=0x10", "-port=-1"])
        );
        Assert.Equal(["a", "b"], _join.Value);
        Assert.Equal("v=w", _meta.Value["k"]);
        Assert.Equal("", _meta.Value["l"]);
        Assert.Equal(-1, _port.Value);
    }

    [Theory]
    [InlineData("-bogus", "flag provided but not defined: -bogus")]
    [InlineData("--bogus=1", "flag provided but not defined: -bogus")]
    [InlineData("-name", "flag needs an argument: -name")]
    [InlineData("-=x", "bad flag syntax: -=x")]
    [InlineData("---name", "bad flag syntax: ---name")]
    [InlineData("-port=x", "invalid value \"x\" for flag -port: parse error")]
    [InlineData(
        "-port=9223372036854775808",
        "invalid value \"9223372036854775808\" for flag -port: value out of range"
    )]
    [InlineData("-dns-port=x", "invalid value \"x\" for flag -dns-port: strconv.Atoi: parsing \"x\": invalid syntax")]
    [InlineData("-port=0.25", "invalid value \"0.25\" for flag -port: parse error")]
    [InlineData("-flags=-1", "invalid value \"-1\" for flag -flags: parse error")]
    [InlineData("-rate=fast", "invalid value \"fast\" for flag -rate: parse error")]
    [InlineData("-wait=10", "invalid value \"10\" for flag -wait: parse error")]
    [InlineData("-plain=maybe", "invalid boolean value \"maybe\" for -plain: parse error")]
    [InlineData(
        "-stale=maybe",
        "invalid boolean value \"maybe\" for -stale: strconv.ParseBool: parsing \"maybe\": invalid syntax"
    )]
    [InlineData("-meta=x", "invalid value \"x\" for flag -meta: Missing \"=\" value in argument: x")]
    public void Refusals_are_in_the_words_of_Go(string argument, string error)
    {
        Assert.Equal(FlagOutcome.Refused, _set.Parse([argument]));
        Assert.Equal(error, _set.Error);
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("-help")]
    [InlineData("--help")]
    public void Help_is_asked_for_unless_declared(string argument)
    {
        Assert.Equal(FlagOutcome.Help, _set.Parse(["-stale", argument, "-bogus"]));
    }

    [Fact]
    public void Usage_names_the_value_and_wraps_the_help()
    {
        var usage = GoFlagUsage.Describe("Command Options", _set.Flags.Where(flag => flag.Name is "name" or "stale"));

        Assert.Equal(
            "Command Options\n\n"
                + "  -name=<title>\n"
                + "     The title of it. Long enough that the line has to be wrapped, or so it is\n"
                + "     hoped.\n\n"
                + "  -stale\n"
                + "     Old is good enough.\n\n",
            usage
        );
    }

    [Fact]
    public void Every_whole_number_written_in_any_base_is_read_back()
    {
        Gen.Long.Sample(number =>
        {
            var magnitude = number < 0 ? 0UL - (ulong)number : (ulong)number;
            var text = (number < 0 ? "-" : "") + "0x" + magnitude.ToString("x", null);
            Assert.Equal(GoNumberFault.None, GoNumber.ParseInteger(text, out var read));
            Assert.Equal(number, read);
        });
    }
}
