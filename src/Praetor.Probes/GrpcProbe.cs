using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Praetor.Agent.Checks;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Probes;

/// <summary>
/// What a server says about itself by gRPC's health protocol: one call of <c>grpc.health.v1.Health/Check</c>, whose two
/// messages are so small that they are written and read here by hand.
/// </summary>
/// <remarks>https://github.com/grpc/grpc/blob/master/doc/health-checking.md, doc/PROTOCOL-HTTP2.md</remarks>
public sealed class GrpcProbe(TimeProvider time) : ICheckProbe
{
    private const string Method = "/grpc.health.v1.Health/Check";
    private const int FrameHeaderLength = 5;

    // A status is two bytes; a server that sends more than this is not speaking the health protocol.
    private const int AnswerLengthMax = 1024;

    private static readonly string[] Servings = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"];

    private static readonly string[] Codes =
    [
        "OK",
        "Canceled",
        "Unknown",
        "InvalidArgument",
        "DeadlineExceeded",
        "NotFound",
        "AlreadyExists",
        "PermissionDenied",
        "ResourceExhausted",
        "FailedPrecondition",
        "Aborted",
        "OutOfRange",
        "Unimplemented",
        "Internal",
        "Unavailable",
        "DataLoss",
        "Unauthenticated",
    ];

    /// <inheritdoc/>
    public CheckKind Kind => CheckKind.Grpc;

    /// <inheritdoc/>
    public async ValueTask<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        var type = request.Type;
        var slash = type.Grpc.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? type.Grpc : type.Grpc[..slash];
        var service = slash < 0 ? "" : type.Grpc[(slash + 1)..];
        if (!Target.TryParse(address, out var target, out var fault))
        {
            return Failed(
                "Unavailable",
                $"connection error: desc = \"transport: Error while dialing: dial tcp: {fault}\""
            );
        }

        using var limit = new CancellationTokenSource(
            TimeLimit.Of(type.Timeout, TimeLimit.Connection).ToTimeSpan(),
            time
        );
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await CallAsync(type, target, service, ended.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed("DeadlineExceeded", "context deadline exceeded");
        }
        catch (HttpRequestException failure)
        {
            var reason = failure.InnerException is SocketException refused
                ? target.Describe("tcp", refused)
                : failure.Message;
            return Failed("Unavailable", $"connection error: desc = \"transport: Error while dialing: {reason}\"");
        }
        catch (IOException broken)
        {
            return Failed("Unavailable", broken.Message);
        }
    }

    private static async ValueTask<ProbeResult> CallAsync(
        CheckType type,
        Target target,
        string service,
        CancellationToken cancellationToken
    )
    {
        using var client = new HttpClient(
            new SocketsHttpHandler { UseProxy = false, SslOptions = Tls.Options(type, target.Host) }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var message = new HttpRequestMessage(
            HttpMethod.Post,
            $"{(type.GrpcUseTls ? "https" : "http")}://{target}{Method}"
        )
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Question(service)),
        };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        message.Headers.TryAddWithoutValidation("TE", "trailers");
        message.Headers.TryAddWithoutValidation("User-Agent", "Consul Health Check");
        using var response = await client.SendAsync(
            message,
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );
        var body = new TailBuffer(AnswerLengthMax);
        await body.AddAllAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
        // A call that fails at once has its code in the headers, any other behind the body.
        var code = Value(response.TrailingHeaders, "grpc-status") ?? Value(response.Headers, "grpc-status");
        if (code != "0")
        {
            var text = Value(response.TrailingHeaders, "grpc-message") ?? Value(response.Headers, "grpc-message") ?? "";
            return Failed(NameOf(code), Uri.UnescapeDataString(text));
        }

        var serving = ServingOf(body.ToArray());
        return serving == "SERVING"
            ? new ProbeResult(HealthStatus.Passing, $"gRPC check {type.Grpc}: success")
            : new ProbeResult(HealthStatus.Critical, $"gRPC {type.Grpc} serving status: {serving}");
    }

    /// <summary>A message of one field, the service's name, in gRPC's frame.</summary>
    private static byte[] Question(string service)
    {
        var name = Encoding.UTF8.GetBytes(service);
        using var field = new MemoryStream();
        if (name.Length > 0)
        {
            field.WriteByte(1 << 3 | 2);
            for (var length = (uint)name.Length; ; length >>= 7)
            {
                if (length < 0x80)
                {
                    field.WriteByte((byte)length);
                    break;
                }

                field.WriteByte((byte)(length | 0x80));
            }

            field.Write(name);
        }

        var frame = new byte[FrameHeaderLength + field.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)field.Length);
        field.ToArray().CopyTo(frame, FrameHeaderLength);
        return frame;
    }

    /// <summary>The status in an answer: its one field, which is left out when it is 0.</summary>
    private static string ServingOf(ReadOnlySpan<byte> frame) =>
        frame.Length <= FrameHeaderLength ? Servings[0]
        : frame[FrameHeaderLength..] is [1 << 3, var status, ..] && status < Servings.Length ? Servings[status]
        : Servings[0];

    private static string NameOf(string? code) =>
        int.TryParse(code, System.Globalization.CultureInfo.InvariantCulture, out var number)
        && number > 0
        && number < Codes.Length
            ? Codes[number]
            : "Unknown";

    private static string? Value(System.Net.Http.Headers.HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;

    private static ProbeResult Failed(string code, string description) =>
        new(HealthStatus.Critical, $"rpc error: code = {code} desc = {description}");
}
