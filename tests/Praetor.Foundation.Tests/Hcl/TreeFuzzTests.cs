using Praetor.Foundation.Hcl;
using Xunit;

namespace Praetor.Foundation.Tests.Hcl;

public sealed class TreeFuzzTests
{
    private static readonly string[] Corpus =
    [
        "service \"web\" { port = 8080 tags = [\"a\", \"b\"] check { args = [\"/bin/x\", \"-y\"] interval = \"10s\" } }",
        "a = <<-EOF\n  text ${b}\n  EOF\n/* c */ d = 0x1f // e\nf = -1.5e3 g { \"h\" \"i\" { j = true } }",
        "{\"a\": [1, -2.5e+3, \"\\u00e9\\n\", null, true, {\"b\": {}}], \"c\": {\"d\": false}}",
        "key \"\" { policy = \"read\" }\nnode_prefix \"\\x41\\101\" { policy = \"write\" }",
    ];

    private const string Pieces = "{}[]\"=,#/*<-$\\\n0x9.e+_aEOF truefalsenull:";

    /// <summary>
    /// Goal: no text, however damaged, makes the readers throw or run without end. Method: cut, double, swap and insert
    /// in good texts, from fixed seeds; the test's own time limit stands for "without end".
    /// </summary>
    [Fact(Timeout = 20_000)]
    public async Task No_damaged_text_crashes_or_hangs_the_readers()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var text = Corpus[random.Next(Corpus.Length)];
            for (var times = random.Next(1, 6); times > 0; times--)
            {
                text = Damage(text, random);
            }

            var read = HclTree.TryRead(text, out var node, out var error);
            Assert.True(read == (error.Length == 0), $"seed {seed}: {text}");
            Assert.NotNull(TreeText.Of(node));
            JsonTree.TryRead(text, out _, out _);
        }

        await Task.CompletedTask;
    }

    private static string Damage(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var until = Math.Min(text.Length, at + random.Next(8));
        return random.Next(4) switch
        {
            0 => text.Remove(at, until - at),
            1 => text.Insert(at, text[at..until]),
            2 => text.Insert(at, Pieces[random.Next(Pieces.Length)].ToString()),
            _ => text[..at] + (char)random.Next(0x300) + text[until..],
        };
    }
}
