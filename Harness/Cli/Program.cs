return await Harness.Cli.CliApp.RunAsync(args, Harness.Cli.CliEnvironment.OfProcess());
