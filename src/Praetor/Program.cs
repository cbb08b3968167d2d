using Praetor.Commands;

return await CommandLine.RunAsync(args);
