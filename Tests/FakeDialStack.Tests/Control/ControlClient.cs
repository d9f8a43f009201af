using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

/// <summary>Asks the control API of a fake over HTTP.</summary>
internal sealed class ControlClient(TestFake fake) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = fake.Server.RestBase };

    /// <summary>A good answer.</summary>
    public async Task<JsonNode> GetAsync(string path) => (await ExpectAsync(HttpMethod.Get, path, null, HttpStatusCode.OK))!;

    /// <summary>A good answer; null where there is nothing to say.</summary>
    public async Task<JsonNode?> PostAsync(string path, JsonObject? body = null)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, Is.True, text);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public async Task DeleteAsync(string path) => await ExpectAsync(HttpMethod.Delete, path, null, HttpStatusCode.NoContent);

    /// <summary>A refusal: its code, and message and remedy as one text.</summary>
    public async Task<(int Status, string Code, string Text)> RefusedAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, "control/" + path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _http.SendAsync(request);
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!;
        Assert.That((string?)error["remedy"], Is.Not.Empty);
        return ((int)answer.StatusCode, (string)error["code"]!, $"{error["message"]} {error["remedy"]}");
    }

    public Task<(int Status, string Code, string Text)> RefusedAsync(string path, JsonObject? body = null) =>
        RefusedAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body));

    /// <summary>The stream of events, from there on.</summary>
    public async Task<EventReader> EventsAsync(string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "control/events");
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        return new EventReader(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject? body) =>
        _http.SendAsync(new HttpRequestMessage(method, "control/" + path) { Content = body is null ? null : JsonContent.Create(body) });

    private async Task<JsonNode?> ExpectAsync(HttpMethod method, string path, JsonObject? body, HttpStatusCode status)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(status), text);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}

/// <summary>Reads server-sent events.</summary>
internal sealed class EventReader(HttpResponseMessage answer, StreamReader lines) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>The next event: its type, its id and its data.</summary>
    public async Task<(string Event, string Id, string Data)> NextAsync()
    {
        var (type, id, data) = ("", "", "");
        while (true)
        {
            var line = await lines.ReadLineAsync().WaitAsync(s_patience) ?? throw new EndOfStreamException();
            var (name, value) = line.Split(": ", 2) is [var n, var v] ? (n, v) : (line, "");
            (type, id, data) = name switch { "event" => (value, id, data), "id" => (type, value, data), "data" => (type, id, value), _ => (type, id, data) };
            if (line.Length == 0 && type.Length > 0)
            {
                return (type, id, data);
            }
        }
    }

    /// <summary>The next entry of this name, and its id; those before it are passed over.</summary>
    public async Task<(JsonObject Entry, string Id)> EntryAsync(string name)
    {
        while (true)
        {
            var (type, id, data) = await NextAsync();
            if (type == "entry" && JsonNode.Parse(data) is JsonObject entry && (string?)entry["name"] == name)
            {
                return (entry, id);
            }
        }
    }

    public void Dispose()
    {
        lines.Dispose();
        answer.Dispose();
    }
}
