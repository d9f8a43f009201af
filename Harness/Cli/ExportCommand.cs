using Harness.Documentation.Export;

namespace Harness.Cli;

/// <summary><c>conformance export</c>: the catalogue of messages in the forms of other tools.</summary>
internal sealed class ExportCommand(CliEnvironment environment)
{
    /// <summary>Writes the AsyncAPI document to a file, or to the output.</summary>
    /// <param name="file">YAML by its extension, else JSON; null for JSON on the output.</param>
    public int AsyncApi(string? file)
    {
        var document = AsyncApiDocument.Make();
        if (file is null)
        {
            environment.Output.Write(DocumentText.Json(document));
            return ExitCode.Good;
        }

        return Write([(Path.GetFullPath(file, environment.CurrentDirectory), DocumentText.For(file, document))]);
    }

    /// <summary>Writes one JSON Schema for each message.</summary>
    public int Schemas(string folder)
    {
        var full = Path.GetFullPath(folder, environment.CurrentDirectory);
        return Write([.. MessageNames.All.Select(message => (
            Path.Combine(full, MessageNames.Of(message.Direction, message.Shape) + ".schema.json"),
            DocumentText.Json(MessageSchema.Alone(message.Direction, message.Shape))))]);
    }

    private int Write(IReadOnlyList<(string Path, string Text)> files)
    {
        try
        {
            foreach (var (path, text) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            environment.Error.WriteLine($"conformance: {error.Message}");
            return ExitCode.Usage;
        }

        var first = ShownPath.From(environment.CurrentDirectory, files[0].Path);
        environment.Output.WriteLine(files.Count == 1 ? $"wrote {first}" : $"wrote {files.Count} files, the first is {first}");
        return ExitCode.Good;
    }
}
