using System.Globalization;
using System.Text;
using Praetor.Cli.Output;
using Praetor.Cli.Running;
using Praetor.Model.Kv;

namespace Praetor.Cli.Kv;

/// <summary>Entries of the KV store as the commands show them.</summary>
internal static class KvText
{
    /// <summary>
    /// The key without a slash at its front: there are no such keys, but people write them, having paths in mind.
    /// </summary>
    public static string WithoutSlash(string key) => key.StartsWith('/') ? key[1..] : key;

    /// <summary>The value as it is shown.</summary>
    public static ReadOnlySpan<byte> Shown(DirEntry entry, bool asBase64) =>
        asBase64 ? Encoding.ASCII.GetBytes(Convert.ToBase64String(entry.Value ?? [])) : entry.Value;

    /// <summary>One line for each of an entry's fields.</summary>
    public static void WriteDetailed(CommandOutput output, DirEntry entry, bool asBase64)
    {
        WriteName(output, "CreateIndex");
        output.WriteLine(entry.CreateIndex.ToString(CultureInfo.InvariantCulture));
        WriteName(output, "Flags");
        output.WriteLine(entry.Flags.ToString(CultureInfo.InvariantCulture));
        WriteName(output, "Key");
        output.Write(entry.Key.Span);
        output.WriteLine("");
        WriteName(output, "LockIndex");
        output.WriteLine(entry.LockIndex.ToString(CultureInfo.InvariantCulture));
        WriteName(output, "ModifyIndex");
        output.WriteLine(entry.ModifyIndex.ToString(CultureInfo.InvariantCulture));
        WriteName(output, "Session");
        output.WriteLine(entry.Session.Length == 0 ? "-" : entry.Session);
        WriteName(output, "Value");
        output.Write(Shown(entry, asBase64));
        output.WriteLine("");
    }

    /// <summary>Says that something was done, and answers the exit code for it.</summary>
    public static int Succeed(CommandContext context, string what)
    {
        context.Output.WriteLine($"Success! {what}");
        return ExitCodes.Success;
    }

    /// <summary>The longest name has eleven letters, and six blanks follow it.</summary>
    private static void WriteName(CommandOutput output, string name) => output.Write(name.PadRight(17));
}
