using Praetor.Contracts;
using Praetor.Foundation.Storage;

namespace Praetor.Foundation.Tests.Storage;

public sealed class MemoryDiskTests : DiskContract
{
    protected override IDisk NewDisk() => new MemoryDisk();
}
