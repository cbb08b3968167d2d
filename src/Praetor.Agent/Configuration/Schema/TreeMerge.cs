using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Schema;

/// <summary>Merges objects whose keys nobody declares: key by key, objects recursively, later values winning.</summary>
internal static class TreeMerge
{
    public static ObjectNode Merge(ObjectNode earlier, ObjectNode later)
    {
        var entries = new List<ObjectEntry>(earlier.Entries);
        foreach (var entry in later.Entries)
        {
            var at = entries.FindIndex(existing => existing.Key == entry.Key);
            if (at < 0)
            {
                entries.Add(entry);
            }
            else if (entries[at].Value is ObjectNode below && entry.Value is ObjectNode above)
            {
                entries[at] = entry with { Value = Merge(below, above) };
            }
            else
            {
                entries[at] = entry;
            }
        }

        return earlier with
        {
            Entries = entries,
        };
    }
}
