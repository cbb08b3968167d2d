using System.Runtime.Versioning;
using Praetor.Contracts;
using Praetor.Foundation.Storage;
using Praetor.Platform.Storage;
using Xunit;

namespace Praetor.Platform.Tests.Storage;

public sealed class FileDiskTests : DiskContract, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("praetor-disk-").FullName;

    protected override IDisk NewDisk() => new FileDisk(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Files_and_folders_are_private_to_their_owner()
    {
        var disk = NewDisk();
        disk.CreateDirectory("raft/log");
        disk.OpenAppend("raft/log/a").Dispose();
        disk.Lock("raft/lock").Dispose();
        Assert.Equal("0700", Mode("raft"));
        Assert.Equal("0700", Mode("raft/log"));
        Assert.Equal("0600", Mode("raft/log/a"));
        Assert.Equal("0600", Mode("raft/lock"));
    }

    [Fact]
    public void Errors_name_the_full_path_and_the_reason()
    {
        var failure = Assert.Throws<StorageException>(() => NewDisk().OpenRead("no/such"));
        Assert.Contains(Path.Join(_root, "no/such"), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_that_is_held_says_that_another_process_uses_the_data_directory()
    {
        using var held = NewDisk().Lock("lock");
        var failure = Assert.Throws<StorageException>(() => NewDisk().Lock("lock").Dispose());
        Assert.Equal(
            $"locking {Path.Join(_root, "lock")}: another process is using the data directory {_root}; "
                + "stop it, or give this one a data directory of its own",
            failure.Message
        );
    }

    [Fact]
    public void A_lock_that_fails_otherwise_does_not_blame_another_process()
    {
        var failure = Assert.Throws<StorageException>(() => NewDisk().Lock("no/lock").Dispose());
        Assert.True(failure.IsMissing);
        Assert.DoesNotContain("another process", failure.Message, StringComparison.Ordinal);
    }

    [UnsupportedOSPlatform("windows")]
    private string Mode(string path) => "0" + Convert.ToString((int)File.GetUnixFileMode(Path.Join(_root, path)), 8);
}
