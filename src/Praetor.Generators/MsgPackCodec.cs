namespace Praetor.Generators;

/// <summary>Writes <c>WriteMsgPack</c> and <c>ReadMsgPack</c>.</summary>
internal static class MsgPackCodec
{
    public static void Write(SourceText text, RecordModel record)
    {
        var fields = record
            .Fields.Where(f => !f.Wire.Ignore)
            .OrderBy(f => f.WireName, StringComparer.Ordinal)
            .ToArray();
        WriteWriter(text, fields);
        WriteReader(text, record, fields);
    }

    private static void WriteWriter(SourceText text, FieldModel[] fields)
    {
        text.Line("").Line("/// <inheritdoc/>").Open("public void WriteMsgPack(ref MsgPackWriter writer)");
        var optional = fields.Where(f => f.Wire.OmitEmpty).ToArray();
        var count = fields.Length - optional.Length;
        var extra = string.Concat(optional.Select(f => $" + ({Emptiness.IsEmpty(f)} ? 0 : 1)"));
        text.Line($"writer.WriteMapHeader({count}{extra});");
        foreach (var field in fields)
        {
            if (field.Wire.OmitEmpty)
            {
                text.Open($"if (!({Emptiness.IsEmpty(field)}))");
            }

            text.Line($"writer.WriteRaw(\"{field.WireName}\"u8);");
            text.Line(Append(field.Type, "writer", "this." + field.Property, 0));
            if (field.Wire.OmitEmpty)
            {
                text.Close();
            }
        }

        text.Close();
    }

    private static void WriteReader(SourceText text, RecordModel record, FieldModel[] fields)
    {
        text.Line("").Line("/// <inheritdoc/>");
        text.Open($"public static {record.Name} ReadMsgPack(ref MsgPackReader reader)");
        text.Line("if (reader.TryReadNil()) return Empty;");
        text.Line($"var record = new {record.Name}(ref reader);");
        text.Line(ContentComparison.SharesEmpty(record)).Close().Line("");
        text.Open($"private {record.Name}(ref MsgPackReader reader)");
        text.Open("for (var left = reader.EnterMap(); left > 0; left--)");
        text.Line("var key = reader.ReadRaw();");
        if (fields.Length > 0)
        {
            text.Open("switch (key.Length)");
            foreach (var sameLength in fields.GroupBy(f => f.WireName.Length).OrderBy(g => g.Key))
            {
                text.Line($"case {sameLength.Key}:");
                foreach (var field in sameLength)
                {
                    text.Open($"if (key.SequenceEqual(\"{field.WireName}\"u8))");
                    text.Line($"this.{field.Property} = {Read(field.Type, "reader")};").Line("continue;").Close();
                }

                text.Line("break;");
            }

            text.Close();
        }

        text.Line("reader.Skip();").Close().Line("reader.Leave();").Close();
    }

    private static string Append(TypeModel type, string writer, string value, int depth) =>
        type.Kind switch
        {
            TypeKindModel.Text => $"{writer}.WriteString({value});",
            TypeKindModel.Boolean => $"{writer}.WriteBoolean({value});",
            TypeKindModel.NullableBoolean =>
                $"if ({value} is {{ }} flag{depth}) {writer}.WriteBoolean(flag{depth}); else {writer}.WriteNil();",
            TypeKindModel.Signed32 or TypeKindModel.Signed64 => $"{writer}.WriteInt64({value});",
            TypeKindModel.Unsigned32 or TypeKindModel.Unsigned64 => $"{writer}.WriteUInt64({value});",
            TypeKindModel.Real => $"{writer}.WriteDouble({value});",
            TypeKindModel.Duration => $"{writer}.WriteDuration({value});",
            TypeKindModel.Key => $"{writer}.WriteRaw({value}.Span);",
            TypeKindModel.Bytes => $"if ({value} is null) {writer}.WriteNil(); else {writer}.WriteRaw({value});",
            TypeKindModel.Untyped => $"MsgPackDynamic.Write(ref {writer}, {value});",
            TypeKindModel.List => $"MsgPackCollections.WriteList(ref {writer}, {value}, {Lambda(type, depth)});",
            TypeKindModel.Map => $"MsgPackCollections.WriteMap(ref {writer}, {value}, {Lambda(type, depth)});",
            _ => type.IsNullable
                ? $"if ({value} is null) {writer}.WriteNil(); else {value}.WriteMsgPack(ref {writer});"
                : $"{value}.WriteMsgPack(ref {writer});",
        };

    private static string Lambda(TypeModel collection, int depth)
    {
        var element = collection.Element!;
        var writer = "w" + depth;
        var value = "v" + depth;
        return $"static (ref MsgPackWriter {writer}, {element.Name} {value}) => "
            + $"{{ {Append(element, writer, value, depth + 1)} }}";
    }

    private static string Read(TypeModel type, string reader) =>
        type.Kind switch
        {
            TypeKindModel.Text => $"{reader}.ReadString()",
            TypeKindModel.Boolean => $"{reader}.ReadBoolean()",
            TypeKindModel.NullableBoolean => $"{reader}.TryReadNil() ? null : {reader}.ReadBoolean()",
            TypeKindModel.Signed32 => $"{reader}.ReadInt32()",
            TypeKindModel.Signed64 => $"{reader}.ReadInt64()",
            TypeKindModel.Unsigned32 => $"{reader}.ReadUInt32()",
            TypeKindModel.Unsigned64 => $"{reader}.ReadUInt64()",
            TypeKindModel.Real => $"{reader}.ReadDouble()",
            TypeKindModel.Duration => $"{reader}.ReadDuration()",
            TypeKindModel.Key => $"global::Praetor.Foundation.Bytes.ByteString.Copy({reader}.ReadRaw())",
            TypeKindModel.Bytes => $"{reader}.ReadBytes()",
            TypeKindModel.Untyped => $"MsgPackDynamic.Read(ref {reader})",
            TypeKindModel.List =>
                $"MsgPackCollections.ReadList<{type.Element!.Name}>(ref {reader}, {ReadLambda(type)})",
            TypeKindModel.Map => $"MsgPackCollections.ReadMap<{type.Element!.Name}>(ref {reader}, {ReadLambda(type)})",
            _ => type.IsNullable
                ? $"{reader}.TryReadNil() ? null : {type.Name.TrimEnd('?')}.ReadMsgPack(ref {reader})"
                : $"{type.Name}.ReadMsgPack(ref {reader})",
        };

    private static string ReadLambda(TypeModel collection) =>
        $"static (ref MsgPackReader r) => {Read(collection.Element!, "r")}";
}
