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
        foreach (var field in record.Fields.Where(f => f.Property is not ("CreateIndex" or "ModifyIndex")))
        {
            text.Line($"if (!({Same(field.Type, "this." + field.Property, "other." + field.Property)})) return false;");
        }

        text.Line("return true;").Close();
    }

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
