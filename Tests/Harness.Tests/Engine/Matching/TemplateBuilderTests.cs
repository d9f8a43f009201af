using System.Text.Json.Nodes;
using Harness.Engine;
using Harness.Engine.Matching;
using Harness.Scenarios;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Engine.Matching;

/// <summary>What actions and injections are given.</summary>
public sealed class TemplateBuilderTests
{
    private static readonly Names s_names = new((name, _) => name switch
    {
        "alice.id" => JsonValue.Create("user_1"),
        _ => null,
    });

    [Test]
    public void Values_are_built_as_the_file_has_them()
    {
        var built = Build("""
              - app -> laptop: call
                with: { to: "<${alice.id}>" }
            """);

        Assert.That(built.ToJsonString(), Is.EqualTo("""{"to":"\u003Cuser_1\u003E"}"""));
    }

    [Test]
    public void Lists_maps_numbers_and_names_keep_their_kind()
    {
        var built = Build("""
              - server => laptop: presence.list
                with: { users: [{ user_id: $alice.id, do_not_disturb: true }, { user_id: $$x, do_not_disturb: false }] }
            """);

        Assert.That(built.ToJsonString(), Is.EqualTo(
            """{"users":[{"user_id":"user_1","do_not_disturb":true},{"user_id":"$x","do_not_disturb":false}]}"""));
    }

    [Test]
    public void A_name_that_is_not_known_breaks_the_run_with_its_place()
    {
        var with = new MapTemplate(new("it.yaml", 3, 5), [new("to", new InsertTemplate(new("it.yaml", 3, 9), "nobody"))]);

        Assert.That(() => new TemplateBuilder(s_names).Build(with), Throws.TypeOf<HarnessException>()
            .With.Message.Contains("it.yaml:3:9").And.Message.Contains("$nobody is not known"));
    }

    [Test]
    public void Names_in_a_path_are_filled_in() =>
        Assert.That(TemplateBuilder.Fill("GET /v1/users/${alice.id}/x", s_names), Is.EqualTo("GET /v1/users/user_1/x"));

    private static JsonObject Build(string line) => new TemplateBuilder(s_names).Build(ScenarioText.LinesOf(line).Single() switch
    {
        ActionLine action => action.With,
        InjectionLine injection => injection.With,
        _ => null,
    });
}
