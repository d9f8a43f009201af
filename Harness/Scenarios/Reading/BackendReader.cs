using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Reads <c>given.backend</c>: the thing under test, or the stub.</summary>
internal sealed class BackendReader(NodeReader read)
{
    /// <summary>Keys of a stub backend.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["token_ttl", "webhooks"];

    public GivenBackend Read(YamlNode node)
    {
        if (node is YamlScalar scalar)
        {
            if (scalar.Text != "under test")
            {
                read.Bag.AddUnknown(scalar.At, $"backend is 'under test' or a map, not {NodeReader.Kind(scalar)}", scalar.Text, ["under test"]);
            }

            return new GivenBackend { UnderTest = scalar.Text == "under test" };
        }

        if (read.Map(node, "backend") is not { } map)
        {
            return new GivenBackend();
        }

        read.OnlyKeys(map, Keys, "backend");
        return new GivenBackend
        {
            TokenTtl = map.Find("token_ttl") is { } ttl ? read.Duration(ttl.Value, "token_ttl") : null,
            Webhooks = map.Find("webhooks") is { } webhooks && (read.Bool(webhooks.Value, "webhooks") ?? false),
        };
    }
}
