using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>Alternatives: the first that is wholly there counts.</summary>
public sealed class OneOfTests
{
    private const string EitherPhone = """
          - one of:
            - - laptop -> app: answered
              - phone -> app: ended
            - - phone -> app: answered
              - laptop -> app: ended
        """;

    [Test]
    public void The_alternative_that_happened_is_taken()
    {
        Assert.That(new MadeRecord().AddAll("laptop -> app: answered", "phone -> app: ended").Match(EitherPhone).Took, Is.EqualTo("0, 1, not taken, not taken"));
        Assert.That(new MadeRecord().AddAll("laptop -> app: ended", "phone -> app: answered").Match(EitherPhone).Took, Is.EqualTo("not taken, not taken, 1, 0"));
    }

    [Test]
    public void Half_an_alternative_is_none()
    {
        var matched = new MadeRecord().AddAll("laptop -> app: answered", "phone -> app: answered").Match(EitherPhone);

        Assert.That((matched.IsComplete, matched.Took), Is.EqualTo((false, "not taken, not taken, not taken, not taken")));
    }

    [Test]
    public void The_one_that_was_complete_first_is_taken_whatever_comes_later()
    {
        var record = new MadeRecord().AddAll("phone -> app: answered", "laptop -> app: answered", "laptop -> app: ended", "phone -> app: ended");

        Assert.That(record.Match(EitherPhone).Took, Is.EqualTo("not taken, not taken, 0, 2"));
    }

    [Test]
    public void When_both_are_complete_at_once_the_first_in_the_file_is_taken() =>
        Assert.That(new MadeRecord().Add("laptop -> app: ended").Match("""
              - one of:
                - { laptop -> app: ended, with: { reason: $absent } }
                - laptop -> app: ended
            """).Took, Is.EqualTo("0, not taken"));

    [Test]
    public void Only_the_alternative_that_was_taken_captures()
    {
        var matched = new MadeRecord().AddAll("laptop -> server: ping#2", "phone -> server: ping#2", "phone -> server: ping#1").Match("""
              - one of:
                - - { laptop -> server: ping, with: { req_id: { $as: asked } } }
                  - laptop -> app: ended
                - - { phone -> server: ping, with: { req_id: { $as: asked } } }
              - { phone -> server: ping, with: { req_id: { $not: $asked } } }
            """);

        Assert.That(matched.Took, Is.EqualTo("not taken, not taken, 1, 2"));
    }

    [Test]
    public void Lanes_of_an_open_choice_wait() =>
        Assert.That(new MadeRecord().AddAll("laptop -> app: held", "laptop -> server: ping").Match(EitherPhone + """

              - laptop -> app: held
              - laptop -> server: ping
            """).Took, Does.EndWith("waits, 1"));

    [Test]
    public void A_label_inside_the_alternative_is_known_below()
    {
        var matched = new MadeRecord().At(3).Add("laptop -> app: ended").At(7).Add("laptop -> server: ping").Match("""
              - one of:
                - { laptop -> app: ended, as: over }
                - { laptop -> app: answered, as: up }
              - laptop -> server: ping
              - { phone -> server: ping, within: 5s, since: over }
            """);

        Assert.That(matched.Of(4).Anchor, Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public void A_choice_waits_as_long_as_one_of_its_alternatives_may()
    {
        var record = new MadeRecord().At(39).Add("laptop -> server: ws.open", socket: 1, status: 101);
        var choice = record.Match("""
              - one of:
                - laptop -> app: ended
                - - { laptop -> server: ws.open, within: 40s }
                  - laptop -> server: authenticate
            """).Of(0);

        Assert.That(choice.Deadline(TimeSpan.FromSeconds(30)), Is.EqualTo(TimeSpan.FromSeconds(69)));
    }
}
