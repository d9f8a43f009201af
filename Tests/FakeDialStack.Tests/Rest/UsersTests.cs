using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FakeDialStack.Tests.Rest;

internal sealed class UsersTests : RestTests
{
    [Test]
    public async Task A_user_is_created_read_changed_and_deleted()
    {
        var created = await Fake.WithKeyAsync("POST", "/v1/users", """{"name":"Ann Example","email":"ann@example.com"}""");
        var path = $"/v1/users/{created.Body["id"]}";
        Fake.Clock.Advance(TimeSpan.FromMinutes(1));
        var updated = await Fake.WithKeyAsync("POST", path, """{"config":{"mobile_push_wakeup":true},"email":null}""");
        var read = await Fake.WithKeyAsync("GET", path);
        var deleted = await Fake.WithKeyAsync("DELETE", path);
        var gone = await Fake.WithKeyAsync("GET", path);

        Assert.That((created.Status, updated.Status, deleted.Status, gone.Status), Is.EqualTo((201, 200, 204, 404)));
        Assert.That(read.Text, Is.EqualTo(updated.Text));
        Assert.That(
            read.Text,
            Is.EqualTo(
                $$"""{"id":"{{created.Body["id"]}}","name":"Ann Example","email":null,"config":{"mobile_push_wakeup":true},"do_not_disturb":false,""" +
                "\"created_at\":\"2026-09-01T12:00:00Z\",\"updated_at\":\"2026-09-01T12:01:00Z\"}"));
    }

    [Test]
    public async Task What_is_omitted_stays_and_an_explicit_false_counts()
    {
        var path = $"/v1/users/{Fake.Alice.Id}";
        await Fake.WithKeyAsync("POST", path, """{"do_not_disturb":true,"config":{"mobile_push_wakeup":true}}""");

        await Fake.WithKeyAsync("POST", path, """{"config":{"mobile_push_wakeup":false}}""");

        Assert.That((Fake.Alice.DoNotDisturb, Fake.Alice.MobilePushWakeup, Fake.Alice.Name), Is.EqualTo((true, false, "Alice Example")));
    }

    [Test]
    public async Task A_refused_change_changes_nothing()
    {
        var answer = await Fake.WithKeyAsync("POST", $"/v1/users/{Fake.Alice.Id}", """{"name":"Mallory","config":{"mobile_push_wakeup":"yes"}}""");

        Assert.That(
            answer.Text,
            Is.EqualTo(
                """{"error":"config.mobile_push_wakeup must be true or false","code":"validation_error","details":{"config.mobile_push_wakeup":"must be true or false"}}"""));
        Assert.That(Fake.Alice.Name, Is.EqualTo("Alice Example"));
    }

    [Test]
    public async Task Find_me_follow_me_is_replaced_as_a_whole_and_cleared_by_null()
    {
        var path = $"/v1/users/{Fake.Alice.Id}";
        var set = await Fake.WithKeyAsync("POST", path, """{"config":{"find_me_follow_me":{"steps":[{"timeout":20}]}}}""");
        var cleared = await Fake.WithKeyAsync("POST", path, """{"config":{"find_me_follow_me":null}}""");

        Assert.That((int)set.Body["config"]!["find_me_follow_me"]!["steps"]![0]!["timeout"]!, Is.EqualTo(20));
        Assert.That(cleared.Body["config"]!["find_me_follow_me"], Is.Null);
    }

    [Test]
    public async Task A_list_is_followed_page_by_page_until_there_is_no_next_url()
    {
        var all = Enumerable.Range(1, 24).Select(n => Fake.Account.CreateUser($"User {n}").Id.Value).Prepend(Fake.Alice.Id.Value).ToList();
        var seen = new List<string>();
        var pages = 0;

        for (var next = "/v1/users"; next is not null; pages++)
        {
            var page = (await Fake.WithKeyAsync("GET", next)).Body;
            seen.AddRange(page["data"]!.AsArray().Select(u => (string)u!["id"]!));
            next = (string?)page["next_page_url"];
        }

        Assert.That(pages, Is.EqualTo(3));
        Assert.That(seen, Is.EqualTo(all));
    }

    [Test]
    public async Task A_page_leads_back_and_keeps_the_search()
    {
        Fake.Account.CreateUser("Alice Two");
        Fake.Account.CreateUser("Bob", "bob@alice.example.com");
        Fake.Account.CreateUser("Carol");

        var first = (await Fake.WithKeyAsync("GET", "/v1/users?search=ALICE&limit=2")).Body;
        var second = (await Fake.WithKeyAsync("GET", (string)first["next_page_url"]!)).Body;
        var back = (await Fake.WithKeyAsync("GET", (string)second["previous_page_url"]!)).Body;

        Assert.That((string?)first["next_page_url"], Does.StartWith("/v1/users?").And.Contains("search=ALICE"));
        Assert.That((string?)first["previous_page_url"], Is.Null);
        Assert.That(Names(second), Is.EqualTo((string[])["Bob"]));
        Assert.That(Names(back), Is.EqualTo(Names(first)));
        Assert.That((string?)first["object"], Is.EqualTo("list"));
        Assert.That((string?)first["url"], Is.EqualTo("/v1/users"));
    }

    [TestCase("limit=0", "validation_error")]
    [TestCase("limit=101", "validation_error")]
    [TestCase("limit=ten", "validation_error")]
    [TestCase("limit=", "validation_error")]
    [TestCase("page=7", "invalid_pagination")]
    [TestCase("page=", "invalid_pagination")]
    [TestCase("page=%20%20%20%20%20%20", "invalid_pagination")]
    [TestCase("page=ZnJvbTo5OTk5OTk", "invalid_pagination")]
    public async Task A_page_that_cannot_be_is_refused(string query, string code)
    {
        var answer = await Fake.WithKeyAsync("GET", $"/v1/users?{query}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, code)));
    }

    [Test]
    public async Task The_limit_error_reads_as_documented() => Assert.That(
        (await Fake.WithKeyAsync("GET", "/v1/users?limit=0")).Text,
        Is.EqualTo("""{"error":"limit must be between 1 and 100","code":"validation_error","details":{"limit":"out of range"}}"""));

    private static IEnumerable<string?> Names(JsonObject page) => page["data"]!.AsArray().Select(u => (string?)u!["name"]);
}
