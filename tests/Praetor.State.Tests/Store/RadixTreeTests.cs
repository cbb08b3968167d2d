using CsCheck;
using Praetor.State.Store;
using Xunit;

namespace Praetor.State.Tests.Store;

/// <summary>The tree against a sorted dictionary: same content, same order, and every older version stays as it was.</summary>
public sealed class RadixTreeTests
{
    // Few bytes and short keys, so that keys nest, share paths and fill nodes of every size.
    private static readonly byte[] Letters = [0, 1, 97, 98, 255];
    private static readonly Gen<byte[]> NestingKeys = Gen.Int[0, 4].Select(index => Letters[index]).Array[0, 6];
    private static readonly Gen<byte[]> BranchingKeys = Gen.Byte.Array[1, 2];
    private static readonly Gen<byte[]> Keys = Gen.OneOf(NestingKeys, BranchingKeys);

    private static readonly Gen<Change[]> Changes = Gen.Select(
        Gen.Int[0, 19],
        Keys,
        (kind, key) => new Change(kind, key)
    ).Array[0, 400];

    [Fact]
    public void Holds_what_a_sorted_dictionary_holds_and_older_versions_never_change() =>
        Changes.Sample(
            changes =>
            {
                var model = NewModel();
                var tree = default(RadixTree);
                var versions = new List<(RadixTree Tree, KeyValuePair<byte[], object>[] Content)>();
                var stamp = 0L;
                foreach (var transaction in changes.Chunk(7))
                {
                    var builder = new RadixTreeBuilder(tree, ++stamp);
                    foreach (var change in transaction)
                    {
                        Apply(change, builder, model);
                    }

                    tree = builder.Finish();
                    tree.CheckShape();
                    versions.Add((tree, [.. model]));
                }

                return versions.TrueForAll(version => Content(version.Tree.Prefix([])).SequenceEqual(version.Content));
            },
            iter: 150
        );

    [Fact]
    public void Answers_every_kind_of_search_as_a_scan_would() =>
        Gen.Select(Keys.Array[0, 300], Keys.Array[1, 40])
            .Sample(
                (keys, questions) =>
                {
                    var model = NewModel();
                    var builder = new RadixTreeBuilder(default, 1);
                    foreach (var key in keys)
                    {
                        if (model.TryAdd(key, key))
                        {
                            builder.Set(new RadixLeaf(key, key));
                        }
                    }

                    var tree = builder.Finish();
                    return Array.TrueForAll(questions, question => SearchesAgree(tree, model, question));
                },
                iter: 150
            );

    [Fact]
    public void A_subtree_is_the_same_object_exactly_while_nothing_below_the_prefix_changes() =>
        Gen.Select(Changes, Keys)
            .Sample(
                (changes, prefix) =>
                {
                    var model = NewModel();
                    var tree = default(RadixTree);
                    var stamp = 0L;
                    foreach (var change in changes)
                    {
                        var before = Content(tree.Prefix(prefix));
                        var nodeBefore = tree.Covering(prefix);
                        var builder = new RadixTreeBuilder(tree, ++stamp);
                        Apply(change, builder, model);
                        tree = builder.Finish();
                        var isUnchanged = Content(tree.Prefix(prefix)).SequenceEqual(before);
                        if (isUnchanged != (tree.Covering(prefix) == nodeBefore))
                        {
                            return false;
                        }
                    }

                    return true;
                },
                iter: 200
            );

    [Fact]
    public void A_thousand_nested_keys_are_put_in_found_and_taken_out()
    {
        var builder = new RadixTreeBuilder(default, 1);
        for (var length = 0; length < 1000; length++)
        {
            builder.Set(new RadixLeaf(new byte[length], length));
        }

        builder.Current.CheckShape();
        Assert.Equal(999, builder.Current.LongestPrefix(new byte[2000])!.Value);
        for (var length = 0; length < 1000; length++)
        {
            Assert.Equal(length, builder.Remove(new byte[length])!.Value);
        }

        Assert.Null(builder.Finish().Root);
    }

    private static void Apply(Change change, RadixTreeBuilder builder, SortedDictionary<byte[], object> model)
    {
        switch (change.Kind)
        {
            case 0:
                builder.RemovePrefix(change.Key, out var count);
                var doomed = model.Keys.Where(key => key.AsSpan().StartsWith(change.Key)).ToList();
                Assert.Equal(doomed.Count, count);
                doomed.ForEach(key => model.Remove(key));
                break;
            case < 7:
                var removed = builder.Remove(change.Key);
                Assert.Equal(model.GetValueOrDefault(change.Key), removed?.Value);
                model.Remove(change.Key);
                break;
            default:
                var value = new object();
                var replaced = builder.Set(new RadixLeaf(change.Key, value));
                Assert.Equal(model.GetValueOrDefault(change.Key), replaced?.Value);
                model.Remove(change.Key); // The dictionary would keep the earlier, equal array.
                model[change.Key] = value;
                break;
        }
    }

    private static bool SearchesAgree(RadixTree tree, SortedDictionary<byte[], object> model, byte[] question)
    {
        var longest = model.Keys.Where(key => question.AsSpan().StartsWith(key)).MaxBy(key => key.Length);
        return tree.Find(question)?.Value == model.GetValueOrDefault(question)
            && tree.LongestPrefix(question)?.Key.Length == longest?.Length
            && Content(tree.Prefix(question)).SequenceEqual(model.Where(pair => pair.Key.AsSpan().StartsWith(question)))
            && Content(tree.From(question))
                .SequenceEqual(model.Where(pair => pair.Key.AsSpan().SequenceCompareTo(question) >= 0));
    }

    private static List<KeyValuePair<byte[], object>> Content(RadixCursor leaves)
    {
        var content = new List<KeyValuePair<byte[], object>>();
        foreach (var leaf in leaves)
        {
            content.Add(new(leaf.Key, leaf.Value));
        }

        return content;
    }

    private static SortedDictionary<byte[], object> NewModel() =>
        new(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));

    private sealed record Change(int Kind, byte[] Key);
}
