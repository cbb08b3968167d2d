using System.Buffers;
using System.IO.Pipelines;

namespace Praetor.Http.Exchanges;

/// <summary>What came of reading a body that may not be larger than a limit.</summary>
/// <param name="Bytes">The body; null when it was too large.</param>
/// <param name="DeclaredLength">The Content-Length, or null when the body came in chunks.</param>
internal readonly record struct RequestBody(byte[]? Bytes, long? DeclaredLength)
{
    /// <summary>
    /// Reads a body whole, and not one byte more than the limit: a client can't make us hold more than that, whatever it
    /// declares or however long it goes on.
    /// </summary>
    public static async ValueTask<RequestBody> ReadAsync(
        PipeReader reader,
        long? declaredLength,
        long lengthMax,
        CancellationToken cancellationToken
    )
    {
        if (declaredLength > lengthMax)
        {
            return new RequestBody(null, declaredLength);
        }

        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > lengthMax)
            {
                reader.AdvanceTo(read.Buffer.Start);
                return new RequestBody(null, declaredLength);
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return new RequestBody(bytes, declaredLength);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
