using System.Text;
using Praetor.Client;

namespace Praetor.Cli.Running;

/// <summary>What an argument that gives data came to: the bytes, or why there are none.</summary>
internal readonly record struct DataOutcome(byte[]? Bytes, string Error);

/// <summary>Reads arguments that give data: the data itself, <c>@</c> and a file's name, or <c>-</c> for standard input.</summary>
internal static class DataArgument
{
    /// <summary>The data that the argument gives.</summary>
    public static async Task<DataOutcome> ReadAsync(
        CommandContext context,
        string argument,
        CancellationToken cancellationToken
    )
    {
        switch (argument)
        {
            case ['@', .. var path]:
                try
                {
                    return new DataOutcome(await File.ReadAllBytesAsync(path, cancellationToken), "");
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    return new DataOutcome(null, $"Failed to read file: {FileFailure.Opening(path, failure)}");
                }

            case "-":
                using (var content = new MemoryStream())
                {
                    await context.Input.CopyToAsync(content, cancellationToken);
                    return new DataOutcome(content.ToArray(), "");
                }

            default:
                return new DataOutcome(Encoding.UTF8.GetBytes(argument), "");
        }
    }
}
