using System.Globalization;
using Bogus;

namespace Fixtures.MadeData;

/// <summary>Somebody who does not exist.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Email">An address at example.com or example.test.</param>
/// <param name="Number">+1 415 555 0100 to 0199, which nobody has.</param>
/// <param name="Address">Where this person does not live.</param>
public sealed record MadePerson(string Name, string Email, string Number, MadeAddress Address);

/// <summary>A street address in the shape of section G.</summary>
public sealed record MadeAddress(string AddressNumber, string Street, string? Unit, string City, string State, string PostalCode, string Country);

/// <summary>Made people, numbers and ids: the same seed makes the same ones, always.</summary>
public sealed class MadePeople
{
    private const string IdCharacters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int IdLength = 26;
    private const int ReservedNumbers = 100;

    private readonly Faker _faker;
    private readonly int _firstNumber;
    private int _made;

    /// <summary>Starts a series.</summary>
    public MadePeople(int seed)
    {
        _faker = new Faker { Random = new Randomizer(seed) };
        _firstNumber = _faker.Random.Int(0, ReservedNumbers - 1);
    }

    /// <summary>The next person; a hundred have different numbers.</summary>
    public MadePerson Next()
    {
        var first = _faker.Name.FirstName();
        var last = _faker.Name.LastName();
        var mailbox = string.Create(CultureInfo.InvariantCulture, $"{Plain(first)}.{Plain(last)}{_made}");
        var number = (_firstNumber + _made) % ReservedNumbers;
        _made++;
        return new MadePerson(
            $"{first} {last}",
            $"{mailbox}@{_faker.PickRandom("example.com", "example.test")}",
            string.Create(CultureInfo.InvariantCulture, $"+1415555{100 + number:0000}"),
            NextAddress());
    }

    /// <summary>That many people.</summary>
    public IReadOnlyList<MadePerson> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>The next id of a kind: prefix, underscore, 26 characters.</summary>
    public string NextId(string prefix) => $"{prefix}_{_faker.Random.String2(IdLength, IdCharacters)}";

    /// <summary>The next address.</summary>
    public MadeAddress NextAddress() => new(
        _faker.Random.Int(1, 999).ToString(CultureInfo.InvariantCulture),
        $"{_faker.Name.LastName()} {_faker.PickRandom("St", "Ave", "Rd", "Ln")}",
        _faker.Random.Bool() ? _faker.Random.Int(1, 40).ToString(CultureInfo.InvariantCulture) : null,
        _faker.Address.City(),
        _faker.Address.StateAbbr(),
        _faker.Random.Int(10000, 99999).ToString(CultureInfo.InvariantCulture),
        "US");

    private static string Plain(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetter));
}
