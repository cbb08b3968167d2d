using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Praetor.Floor;

// The floors beside which the agent is measured: the same Kestrel on the same machine, that answers the same bytes and
// does nothing else. `get` is the floor of a read, `put` adds what a write cannot do without: the bytes of the log entry
// on the disk, synced for all requests that wait.
//
//   Praetor.Floor PORT FOLDER BYTES
//
// BYTES is the size of a log entry, as docs/performance.md gives it.
if (args is not [var port, var folder, var size])
{
    Console.Error.WriteLine("usage: Praetor.Floor PORT FOLDER BYTES");
    return 2;
}

var entry = new byte[int.Parse(size, CultureInfo.InvariantCulture)];
using var log = new GroupedLog(Path.Combine(folder, "floor.log"));
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
    kestrel.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture))
);
var app = builder.Build();

// What a read answers: the agent's own bytes, which the bench posts here first.
var answer = Array.Empty<byte>();

app.Run(async context =>
{
    var headers = context.Response.Headers;
    headers.Vary = "Accept-Encoding";
    headers["X-Consul-Default-Acl-Policy"] = "allow";
    headers.ContentType = "application/json";
    if (HttpMethods.IsPost(context.Request.Method))
    {
        using var posted = new MemoryStream();
        await context.Request.Body.CopyToAsync(posted);
        answer = posted.ToArray();
        return;
    }

    if (HttpMethods.IsPut(context.Request.Method))
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        await log.AppendAsync(entry);
        headers.ContentLength = 4;
        await context.Response.BodyWriter.WriteAsync("true"u8.ToArray());
        return;
    }

    headers["X-Consul-Index"] = "18";
    headers["X-Consul-Knownleader"] = "true";
    headers["X-Consul-Lastcontact"] = "0";
    headers["X-Consul-Query-Backend"] = "blocking-query";
    headers.ContentLength = answer.Length;
    await context.Response.BodyWriter.WriteAsync(answer);
});
await app.RunAsync();
return 0;
