import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    setupFiles: ["test/support/seed.ts"],
    restoreMocks: true,
    // Whole-product tests start shells, databases and daemons; two cores carry two files at a time.
    maxWorkers: 2,
    // Real shells, signals and databases on a busy machine: a test that fails is tried once more, and the report says so.
    retry: process.env["CI"] === undefined ? 0 : 1,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    coverage: {
      provider: "v8",
      include: ["src/**"],
      exclude: ["**/*.test.ts"],
    },
  },
});
