using System.Text;
using Praetor.Foundation.Storage;
using Xunit;

namespace Praetor.Contracts;

/// <summary>What every disk keeps to, real, simulated or in memory. Compiled into the test project of each.</summary>
public abstract class DiskContract
{
    /// <summary>A disk with an existing, empty root.</summary>
    protected abstract IDisk NewDisk();

    [Fact]
    public void A_new_file_is_empty_and_exists()
    {
        var disk = NewDisk();
        using var file = disk.OpenAppend("a");
        Assert.Equal(0, file.Length);
        Assert.Equal("a", file.Path);
        Assert.True(disk.FileExists("a"));
        Assert.False(disk.FileExists("b"));
    }

    [Fact]
    public async Task Appended_bytes_are_read_back_at_their_offsets_by_every_reader()
    {
        var disk = NewDisk();
        using var file = disk.OpenAppend("a");
        file.Append("hello "u8);
        file.Append("world"u8);
        await file.SyncAsync();
        using var reader = disk.OpenRead("a");
        Assert.Equal(11, reader.Length);
        Assert.Equal("hello world", Read(reader, 0, 11));
        Assert.Equal("lo wo", Read(reader, 3, 5));
        Assert.Equal("ello", Read(file, 1, 4));
    }

    [Fact]
    public void A_read_past_the_end_returns_what_there_is()
    {
        using var file = NewDisk().OpenAppend("a");
        file.Append("abc"u8);
        Assert.Equal("bc", Read(file, 1, 100));
        Assert.Equal("", Read(file, 3, 100));
        Assert.Equal("", Read(file, 300, 100));
    }

    [Fact]
    public void A_reopened_file_appends_behind_what_was_there()
    {
        var disk = NewDisk();
        using (var first = disk.OpenAppend("a"))
        {
            first.Append("one"u8);
        }

        using var second = disk.OpenAppend("a");
        second.Append("two"u8);
        Assert.Equal("onetwo", Read(second, 0, 100));
    }

    [Fact]
    public void Large_appends_are_kept_whole()
    {
        using var file = NewDisk().OpenAppend("a");
        var bytes = new byte[300_001];
        new Random(1).NextBytes(bytes);
        file.Append(bytes.AsSpan(0, 70_000));
        file.Append(bytes.AsSpan(70_000));
        var back = new byte[bytes.Length];
        Assert.Equal(bytes.Length, file.ReadAt(0, back));
        Assert.Equal(bytes, back);
    }

    [Fact]
    public void Truncation_cuts_the_tail_and_appends_go_on_there()
    {
        using var file = NewDisk().OpenAppend("a");
        file.Append("abcdef"u8);
        file.Truncate(2);
        Assert.Equal(2, file.Length);
        file.Append("XY"u8);
        Assert.Equal("abXY", Read(file, 0, 100));
    }

    [Fact]
    public void Opening_a_missing_file_to_read_says_that_it_is_missing()
    {
        var disk = NewDisk();
        var failure = Assert.Throws<StorageException>(() => disk.OpenRead("nothing"));
        Assert.True(failure.IsMissing);
        Assert.Contains("nothing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_a_missing_folder_cannot_be_made()
    {
        var disk = NewDisk();
        Assert.True(Assert.Throws<StorageException>(() => disk.OpenAppend("no/a")).IsMissing);
    }

    [Fact]
    public void Folders_are_made_with_those_above_and_listed_in_ordinal_order()
    {
        var disk = NewDisk();
        disk.CreateDirectory("x/y");
        disk.CreateDirectory("x/y");
        disk.OpenAppend("x/b").Dispose();
        disk.OpenAppend("x/Z").Dispose();
        disk.OpenAppend("x/y/deep").Dispose();
        Assert.Equal(["Z", "b", "y"], disk.List("x"));
        Assert.Equal(["x"], disk.List(""));
        Assert.Empty(disk.List("nothing"));
        Assert.False(disk.FileExists("x/y"));
    }

    [Fact]
    public void Renaming_a_file_replaces_the_target()
    {
        var disk = NewDisk();
        Write(disk, "a", "new");
        Write(disk, "b", "old");
        disk.Rename("a", "b");
        disk.SyncDirectory("");
        Assert.Equal(["b"], disk.List(""));
        using var file = disk.OpenRead("b");
        Assert.Equal("new", Read(file, 0, 100));
    }

    [Fact]
    public void Renaming_a_folder_takes_its_files_along()
    {
        var disk = NewDisk();
        disk.CreateDirectory("s/1.tmp");
        Write(disk, "s/1.tmp/state", "bytes");
        disk.SyncDirectory("s/1.tmp");
        disk.Rename("s/1.tmp", "s/1");
        disk.SyncDirectory("s");
        Assert.Equal(["1"], disk.List("s"));
        using var file = disk.OpenRead("s/1/state");
        Assert.Equal("bytes", Read(file, 0, 100));
    }

    [Fact]
    public void Renaming_what_is_not_there_fails()
    {
        var disk = NewDisk();
        Assert.True(Assert.Throws<StorageException>(() => disk.Rename("a", "b")).IsMissing);
    }

    [Fact]
    public void Deleting_is_idempotent_and_open_readers_read_on()
    {
        var disk = NewDisk();
        Write(disk, "a", "still here");
        using var reader = disk.OpenRead("a");
        disk.Delete("a");
        disk.Delete("a");
        disk.Delete("no/such");
        Assert.False(disk.FileExists("a"));
        Assert.Equal("still here", Read(reader, 0, 100));
    }

    [Fact]
    public void Deleting_a_folder_takes_everything_in_it()
    {
        var disk = NewDisk();
        disk.CreateDirectory("f/g");
        Write(disk, "f/g/a", "x");
        disk.DeleteDirectory("f");
        disk.DeleteDirectory("f");
        Assert.Empty(disk.List(""));
    }

    [Fact]
    public void A_lock_has_one_holder_until_it_lets_go()
    {
        var disk = NewDisk();
        using (disk.Lock("lock"))
        {
            Assert.Throws<StorageException>(() => disk.Lock("lock").Dispose());
        }

        disk.Lock("lock").Dispose();
    }

    protected static void Write(IDisk disk, string path, string text)
    {
        using var file = disk.OpenAppend(path);
        file.Append(Encoding.UTF8.GetBytes(text));
    }

    protected static string Read(IDiskFile file, long offset, int count)
    {
        var buffer = new byte[count];
        return Encoding.UTF8.GetString(buffer, 0, file.ReadAt(offset, buffer));
    }
}
