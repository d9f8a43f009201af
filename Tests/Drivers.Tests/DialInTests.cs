using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Drivers.Tests.Support;
using NUnit.Framework;

namespace Drivers.Tests;

/// <summary>Drivers that the harness does not start: they dial in.</summary>
public sealed class DialInTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("conformance-dial-in-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_driver_that_dials_in_plays_the_same_suite()
    {
        var suite = await PlayAsync(["Scenarios/hold", "Scenarios/restore", "--client", "listen"], []);

        Assert.That(suite.Output, Does.Match("0 fail(\n|$)").Or.Contain(" 0 fail\n"));
        Assert.That(suite.ExitCode, Is.Zero, suite.Output + suite.Error);
    }

    [Test]
    public async Task TLS_with_a_certificate_of_ones_own_makes_no_difference_to_the_virtual_clock()
    {
        var certificate = MakeCertificate();

        var suite = await PlayAsync(
            ["Scenarios/auth", "Scenarios/restore", "--client", "listen", "--certificate", certificate, "--advertise", "localhost", "--hold"],
            new Dictionary<string, string> { ["NODE_EXTRA_CA_CERTS"] = certificate });

        Assert.That(suite.Error, Does.Contain("Waiting for a driver at wss://localhost:"));
        Assert.That(suite.ExitCode, Is.Zero, suite.Output + suite.Error);
    }

    [Test]
    public async Task Whoever_does_not_know_the_secret_is_sent_away()
    {
        using var cancelled = new CancellationTokenSource();
        var answer = new TaskCompletionSource<HttpStatusCode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var suite = Conformance.AnyAsync(
            Checkout.Root,
            ["run", "Scenarios/hold", "--client", "listen"],
            said => _ = AskWithoutSecretAsync(said, answer),
            cancelled.Token);

        Assert.That(await answer.Task, Is.EqualTo(HttpStatusCode.Forbidden));
        // On purpose: its callbacks run here, before anything else does.
        cancelled.Cancel();
        Assert.That(async () => (await suite).ExitCode, Is.Not.Zero);
    }

    private static async Task AskWithoutSecretAsync(string said, TaskCompletionSource<HttpStatusCode> answer)
    {
        if (said.StartsWith("Waiting for a driver at ws", StringComparison.Ordinal))
        {
            using var http = new HttpClient();
            var url = new Uri(said.Split(' ')[^1]);
            var response = await http.GetAsync(new UriBuilder(url) { Scheme = "http", Query = "secret=guess" }.Uri);
            answer.TrySetResult(response.StatusCode);
        }
    }

    private static async Task<Conformance> PlayAsync(IReadOnlyList<string> arguments, Dictionary<string, string> environment)
    {
        var node = Programs.Node();
        var driver = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var suite = await Conformance.AnyAsync(Checkout.Root, ["run", .. arguments], said =>
        {
            if (said.StartsWith("Waiting for a driver at ", StringComparison.Ordinal))
            {
                var start = new ProcessStartInfo(node, [Checkout.In("Tests", "Drivers.Tests", "Scripts", "dial.mjs"), said.Split(' ')[^1]]);
                foreach (var (name, value) in environment)
                {
                    start.Environment[name] = value;
                }

                driver.TrySetResult(Process.Start(start)!);
            }
        });
        using var process = await driver.Task;

        // When the harness hangs up, so does the driver.
        await process.WaitForExitAsync();
        return suite;
    }

    private string MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var path = Path.Combine(_folder.FullName, "phone.pem");
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        return path;
    }
}
