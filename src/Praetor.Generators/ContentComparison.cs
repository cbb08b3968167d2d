namespace Praetor.Generators;

/// <summary>Writes <c>SameContent</c>.</summary>
internal static class ContentComparison
{
    public static void Write(SourceText text, RecordModel record)
    {
        text.Line("").Line("/// <inheritdoc/>");
        text.Open($"public bool SameContent({record.Name}? other)");
        text.Line("if (ReferenceEquals(this, other)) return true;");
        text.Line("if (other is null) return false;");
        foreach (var field in record.Fields.Where(f => !IsIndex(f)))
        {
            text.Line($"if (!({Same(field.Type, "this." + field.Property, "other." + field.Property)})) return false;");
        }

        text.Line("return true;").Close();
    }

    /// <summary>
    /// Returns the record just read, or the shared empty one if it says no more: most instances are no proxies and
    /// most checks have no definition, and ten thousand of those are memory. A record with indexes is never empty.
    /// </summary>
    public static string SharesEmpty(RecordModel record) =>
        record.Fields.Any(f => IsIndex(f)) ? "return record;" : "return record.SameContent(Empty) ? Empty : record;";

    private static bool IsIndex(FieldModel field) => field.Property is "CreateIndex" or "ModifyIndex";

    private static string Same(TypeModel type, string left, string right) =>
        type.Kind switch
        {
            TypeKindModel.Record => type.IsNullable
                ? $"{left} is null ? {right} is null : {left}.SameContent({right})"
                : $"{left}.SameContent({right})",
            TypeKindModel.Bytes => $"ContentEquality.Bytes({left}, {right})",
            TypeKindModel.Untyped => $"ContentEquality.Dynamic({left}, {right})",
            TypeKindModel.List =>
                $"ContentEquality.Lists({left}, {right}, static (a, b) => {Same(type.Element!, "a", "b")})",
            TypeKindModel.Map =>
                $"ContentEquality.Maps({left}, {right}, static (a, b) => {Same(type.Element!, "a", "b")})",
            TypeKindModel.Real => $"{left}.Equals({right})",
            _ => $"{left} == {right}",
        };
}
