using System.Globalization;
using System.Text.Json.Nodes;

namespace FakeDialStack.Control.Api;

/// <summary>The OpenAPI description of the control API, made from its routes.</summary>
internal static class OpenApiDocument
{
    private const string Json = "application/json";

    public static JsonObject Write(IReadOnlyList<ControlRoute> routes)
    {
        var paths = new JsonObject();
        foreach (var route in routes)
        {
            var path = ControlRoutes.Prefix + route.Path;
            var operations = paths[path] as JsonObject;
            if (operations is null)
            {
                paths[path] = operations = [];
            }

            operations[route.Method.ToLowerInvariant()] = Operation(route);
        }

        paths[ControlRoutes.Prefix + ControlRoutes.Events] = new JsonObject { ["get"] = Events() };
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Control API of the fake DialStack",
                ["version"] = "1",
                ["description"] = "Makes the fake do what it would not do by itself, and tells what happens.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject { ["Error"] = Error() },
                ["securitySchemes"] = new JsonObject
                {
                    ["controlToken"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "Needed on any address but loopback." },
                },
            },
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["controlToken"] = new JsonArray() }),
        };
    }

    private static JsonObject Operation(ControlRoute route)
    {
        var operation = new JsonObject
        {
            ["operationId"] = OperationId(route.Method, route.Path),
            ["summary"] = route.Summary,
            ["responses"] = Responses(route),
        };
        if (route.Parameters.Any())
        {
            operation["parameters"] = new JsonArray([.. route.Parameters.Select(Parameter)]);
        }

        if (route.Body.Count > 0 || route.TakesAnyMember)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = route.TakesAnyMember || route.Body.Any(f => f.Required),
                ["content"] = new JsonObject { [Json] = new JsonObject { ["schema"] = Body(route) } },
            };
        }

        return operation;
    }

    private static JsonObject Responses(ControlRoute route)
    {
        var responses = new JsonObject();
        if (route.Answer.Length == 0)
        {
            responses["204"] = new JsonObject { ["description"] = "Done." };
        }
        else
        {
            responses[route.Status.ToString(CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["description"] = route.Answer,
                ["content"] = new JsonObject { [Json] = new JsonObject { ["schema"] = new JsonObject() } },
            };
        }

        responses["default"] = new JsonObject
        {
            ["description"] = "What is wrong, and what to do about it.",
            ["content"] = new JsonObject { [Json] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Error" } } },
        };
        return responses;
    }

    private static JsonObject Body(ControlRoute route)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(route.Body.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)f.Schema()))),
            ["additionalProperties"] = route.TakesAnyMember,
        };
        if (route.Body.Any(f => f.Required))
        {
            schema["required"] = new JsonArray([.. route.Body.Where(f => f.Required).Select(f => JsonValue.Create(f.Name))]);
        }

        return schema;
    }

    private static JsonObject Events() => new()
    {
        ["operationId"] = OperationId("GET", ControlRoutes.Events),
        ["summary"] = "What happens, as it happens: server-sent events.",
        ["parameters"] = new JsonArray(new JsonObject
        {
            ["name"] = "Last-Event-ID",
            ["in"] = "header",
            ["description"] = "The id of the last event that was received; what came after it is sent first.",
            ["schema"] = new JsonObject { ["type"] = "string" },
        }),
        ["responses"] = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "`event: entry` with an entry of the transcript, or `event: gap` where some are forgotten",
                ["content"] = new JsonObject { ["text/event-stream"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } } },
            },
        },
    };

    private static JsonNode Parameter(string name) => new JsonObject
    {
        ["name"] = name,
        ["in"] = "path",
        ["required"] = true,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Error() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("error"),
        ["properties"] = new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("code", "message", "remedy"),
                ["properties"] = new JsonObject(new[] { "code", "message", "remedy" }.Select(n => KeyValuePair.Create(n, (JsonNode?)new JsonObject { ["type"] = "string" }))),
            },
        },
    };

    private static string OperationId(string method, string path) => string.Concat(
        new[] { method.ToLowerInvariant() }.Concat(path.Split('/', '-', '.', '_').Select(s => s.Trim('{', '}')).Where(s => s.Length > 0).Select(s => char.ToUpperInvariant(s[0]) + s[1..])));
}
