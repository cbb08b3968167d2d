using System.Collections.Concurrent;

namespace Praetor.Floor;

/// <summary>The least that a durable log does: one thread appends what has queued and syncs once for all of it.</summary>
internal sealed class GroupedLog : IDisposable
{
    private readonly BlockingCollection<(byte[] Entry, TaskCompletionSource Durable)> _queue = new(4096);
    private readonly FileStream _file;
    private readonly Thread _thread;

    public GroupedLog(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _thread = new Thread(Write) { IsBackground = true, Name = "log" };
        _thread.Start();
    }

    public Task AppendAsync(byte[] entry)
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add((entry, durable));
        return durable.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _file.Dispose();
        _queue.Dispose();
    }

    private void Write()
    {
        var batch = new List<TaskCompletionSource>();
        using var bytes = new MemoryStream();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Clear();
            bytes.SetLength(0);
            var next = first;
            do
            {
                bytes.Write(next.Entry);
                batch.Add(next.Durable);
            } while (_queue.TryTake(out next));

            _file.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
            RandomAccess.FlushToDisk(_file.SafeFileHandle);
            batch.ForEach(static durable => durable.SetResult());
        }
    }
}
