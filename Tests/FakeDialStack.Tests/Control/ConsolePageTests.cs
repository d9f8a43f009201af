using FakeDialStack.Control;
using FakeDialStack.Tests.Support;
using Microsoft.Extensions.FileProviders;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

/// <summary>The files of the console page and of the dial pad.</summary>
public sealed class ConsolePageTests
{
    [TestCase("", "text/html")]
    [TestCase("console/console.css", "text/css")]
    [TestCase("console/console.mjs", "text/javascript")]
    public async Task The_console_travels_with_the_fake_and_may_load_nothing_from_elsewhere(string path, string type)
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var http = new HttpClient { BaseAddress = fake.Server.RestBase };

        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo(type));
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'; script-src 'self';").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
        });
    }

    [TestCase("console/../../FakeDialStack.csproj")]
    [TestCase("console/%2e%2e/index.html")]
    [TestCase("console/nothing.mjs")]
    [TestCase("softphone/")]
    public async Task Nothing_else_is_served(string path)
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var http = new HttpClient { BaseAddress = fake.Server.RestBase };

        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task A_dial_pad_is_served_from_the_folder_of_the_host_and_from_nowhere_above()
    {
        var folder = Directory.CreateTempSubdirectory("dial-pad-");
        try
        {
            var inside = folder.CreateSubdirectory("pad");
            await File.WriteAllTextAsync(Path.Combine(inside.FullName, "index.html"), "<p>a phone");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "secret.html"), "secret");
            using var files = new PhysicalFileProvider(inside.FullName);
            await using var fake = await TestFake.StartAsync(new ControlOptions { DialPad = files });
            using var http = new HttpClient { BaseAddress = fake.Server.RestBase };

            Assert.That(await http.GetStringAsync(new Uri("softphone/", UriKind.Relative)), Is.EqualTo("<p>a phone"));
            using var above = await http.GetAsync(new Uri("softphone/..%2fsecret.html", UriKind.Relative));
            Assert.That((int)above.StatusCode, Is.EqualTo(404));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
