namespace Praetor.Generators;

/// <summary>Writes <c>WriteJson</c> and <c>ReadJson</c>.</summary>
internal static class JsonCodec
{
    private const string Reader = "global::System.Text.Json.Utf8JsonReader";
    private const string Writer = "global::System.Text.Json.Utf8JsonWriter";
    private const string Token = "global::System.Text.Json.JsonTokenType";
    private const string Read = "global::Praetor.Model.Json.JsonRead";
    private const string Append = "global::Praetor.Model.Json.JsonWrite";

    public static void Write(SourceText text, RecordModel record)
    {
        var fields = record.Fields.Where(f => !f.Json.Ignore).ToArray();
        WriteNames(text, fields);
        WriteWriter(text, fields);
        WriteReader(text, record, fields);
    }

    private static void WriteNames(SourceText text, FieldModel[] fields)
    {
        text.Line("").Open("private static class JsonNames");
        foreach (var field in fields)
        {
            text.Line($"public static readonly global::System.Text.Json.JsonEncodedText {field.Property} =")
                .Line($"    global::System.Text.Json.JsonEncodedText.Encode(\"{field.WireName}\");");
        }

        text.Close();
    }

    private static void WriteWriter(SourceText text, FieldModel[] fields)
    {
        text.Line("").Line("/// <inheritdoc/>").Open($"public void WriteJson({Writer} writer)");
        text.Line("writer.WriteStartObject();");
        foreach (var field in fields)
        {
            if (field.Json.OmitEmpty)
            {
                text.Open($"if (!({Emptiness.IsEmpty(field)}))");
            }

            text.Line($"writer.WritePropertyName(JsonNames.{field.Property});");
            text.Line(Value(field.Type, field.Json.Duration, "writer", "this." + field.Property, 0));
            if (field.Json.OmitEmpty)
            {
                text.Close();
            }
        }

        text.Line("writer.WriteEndObject();").Close();
    }

    private static void WriteReader(SourceText text, RecordModel record, FieldModel[] fields)
    {
        text.Line("").Line("/// <inheritdoc/>");
        text.Open($"public static {record.Name} ReadJson(ref {Reader} reader)");
        text.Line($"if (reader.TokenType == {Token}.Null) return Empty;");
        text.Line($"var record = new {record.Name}(ref reader);");
        text.Line(ContentComparison.SharesEmpty(record)).Close().Line("");
        text.Open($"private {record.Name}(ref {Reader} reader)");
        text.Line($"{Read}.ExpectObject(ref reader, {Literal(record.GoType)});");
        text.Line("var field = \"\";").Open("try");
        text.Open($"while (reader.Read() && reader.TokenType == {Token}.PropertyName)");
        text.Line($"var name = {Read}.Name(ref reader);");
        WriteSwitch(text, fields);
        text.Line($"{Read}.Unknown(ref reader, {IsIgnored(record)});");
        text.Close().Close().Open("catch (JsonFormatException error)");
        var owner = record.DecodesItself ? "" : record.GoType.Substring(record.GoType.LastIndexOf('.') + 1);
        var path = record.DecodesItself ? "\"Alias.\" + field" : "field";
        text.Line($"error.Within(\"{owner}\", {path}, {(record.DecodesItself ? "true" : "false")});");
        text.Line("throw;").Close().Close();
    }

    private static string IsIgnored(RecordModel record)
    {
        var names = record.Ignores.Select(n => $"global::System.Text.Ascii.EqualsIgnoreCase(name, {Literal(n)}u8)");
        return record.IgnoresUnknown ? "true" : string.Join(" || ", names.DefaultIfEmpty("false"));
    }

    private static void WriteSwitch(SourceText text, FieldModel[] fields)
    {
        var names = fields.SelectMany(f => f.Json.Aliases.Prepend(f.WireName).Select(name => (Name: name, Field: f)));
        text.Open("switch (name.Length)");
        foreach (var sameLength in names.GroupBy(n => n.Name.Length).OrderBy(g => g.Key))
        {
            text.Line($"case {sameLength.Key}:");
            foreach (var (name, field) in sameLength)
            {
                text.Open($"if (global::System.Text.Ascii.EqualsIgnoreCase(name, \"{name}\"u8))");
                text.Line($"field = \"{field.WireName}\";").Line("reader.Read();");
                var guard = KeepsOnNull(field.Type) ? $"if (reader.TokenType != {Token}.Null) " : "";
                text.Line($"{guard}this.{field.Property} = {Parse(field.Type, field.Json, "reader")};");
                text.Line("continue;").Close();
            }

            text.Line("break;");
        }

        text.Close();
    }

    /// <summary>Go reads a null into a pointer, slice or map, and over one for anything else.</summary>
    private static bool KeepsOnNull(TypeModel type) =>
        !type.IsNullable && type.Kind is not (TypeKindModel.List or TypeKindModel.Map or TypeKindModel.Bytes);

    private static string Value(TypeModel type, string duration, string writer, string value, int depth) =>
        type.Kind switch
        {
            TypeKindModel.Text => $"{writer}.WriteStringValue({value});",
            TypeKindModel.Boolean => $"{writer}.WriteBooleanValue({value});",
            TypeKindModel.NullableBoolean =>
                $"if ({value} is {{ }} flag{depth}) {writer}.WriteBooleanValue(flag{depth}); else {writer}.WriteNullValue();",
            TypeKindModel.Duration => duration == "Text"
                ? $"{writer}.WriteStringValue({value}.ToString());"
                : $"{writer}.WriteNumberValue({value}.Nanoseconds);",
            TypeKindModel.Key => $"{writer}.WriteStringValue({value}.Span);",
            TypeKindModel.Bytes => $"{Append}.Bytes({writer}, {value});",
            TypeKindModel.Real => $"{Append}.Real({writer}, {value});",
            TypeKindModel.Untyped => $"{Append}.Dynamic({writer}, {value});",
            TypeKindModel.List => $"{Append}.List({writer}, {value}, {WriteLambda(type, depth)});",
            TypeKindModel.Map => $"{Append}.Map({writer}, {value}, {WriteLambda(type, depth)});",
            TypeKindModel.Record => type.IsNullable
                ? $"if ({value} is null) {writer}.WriteNullValue(); else {value}.WriteJson({writer});"
                : $"{value}.WriteJson({writer});",
            _ => $"{writer}.WriteNumberValue({value});",
        };

    private static string WriteLambda(TypeModel collection, int depth) =>
        $"static (w{depth}, v{depth}) => {{ {Value(collection.Element!, "", "w" + depth, "v" + depth, depth + 1)} }}";

    private static string Parse(TypeModel type, JsonRules rules, string reader)
    {
        var goType = Literal(rules.GoType);
        return type.Kind switch
        {
            TypeKindModel.Text => $"{Read}.Text(ref {reader}, {goType})",
            TypeKindModel.Boolean => $"{Read}.Boolean(ref {reader}, {goType})",
            TypeKindModel.NullableBoolean =>
                $"reader.TokenType == {Token}.Null ? null : {Read}.Boolean(ref {reader}, {goType})",
            TypeKindModel.Signed32 => $"{Read}.Signed32(ref {reader}, {goType})",
            TypeKindModel.Unsigned32 => $"{Read}.Unsigned32(ref {reader}, {goType})",
            TypeKindModel.Signed64 => $"{Read}.Signed64(ref {reader}, {goType})",
            TypeKindModel.Unsigned64 => $"{Read}.Unsigned64(ref {reader}, {goType})",
            TypeKindModel.Real => $"{Read}.Real(ref {reader}, {goType})",
            TypeKindModel.Duration => $"{Read}.Duration(ref {reader}, {goType}, DurationForm.{rules.Duration})",
            TypeKindModel.Key => $"{Read}.Key(ref {reader}, {goType})",
            TypeKindModel.Bytes => $"{Read}.Bytes(ref {reader}, {goType})",
            TypeKindModel.Untyped => $"{Read}.Dynamic(ref {reader})",
            TypeKindModel.List => $"{Read}.List<{type.Element!.Name}>(ref {reader}, {goType}, {ReadLambda(type)})",
            TypeKindModel.Map => $"{Read}.Map<{type.Element!.Name}>(ref {reader}, {goType}, {ReadLambda(type)})",
            _ => type.IsNullable
                ? $"{reader}.TokenType == {Token}.Null ? null : {type.Name.TrimEnd('?')}.ReadJson(ref {reader})"
                : $"{type.Name}.ReadJson(ref {reader})",
        };
    }

    private static string ReadLambda(TypeModel collection)
    {
        var element = collection.Element!;
        var rules = new JsonRules(false, false, GoTypes.NameOf(element), "Number", new EquatableList<string>([]));
        return $"static (ref {Reader} r) => {Parse(element, rules, "r")}";
    }

    private static string Literal(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
