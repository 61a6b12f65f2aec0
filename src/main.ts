#!/usr/bin/env node
import { runCli } from "./entry/cli/run.ts";

process.exitCode = await runCli(process.argv.slice(2), process, async (choice, anyway) => {
  const { openApplication } = await import("./app.ts");
  return openApplication(choice, anyway);
});
