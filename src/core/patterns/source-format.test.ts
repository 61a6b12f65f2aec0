import { describe, expect, it } from "vitest";
import { formatOf } from "./source-format.ts";

const messages = [
  "Connection from 10.0.0.1 refused",
  "could not open file /var/lib/x",
  "Timeout: no reply from peer",
  "user=joe logged in",
  "Scheduler.tick took 12 ms",
  "started worker",
  "shutdown complete",
  "a pool is exhausted",
  "Failed to bind, retrying",
];

/** Where messages are found in a source that writes its lines in this way. */
function foundIn(write: (message: string, at: number) => string): string[] {
  const said = Array.from({ length: 36 }, (_, at) => messages[at % messages.length] ?? "");
  const lines = said.map(write);
  const format = formatOf(lines);
  return lines.map((line) => line.slice(format.startOf(line)));
}

const threads = ["main", "worker", "Timer Thread", "http-nio-8080-exec-3"];

describe("the format of a source", () => {
  it.each<[string, (message: string, at: number) => string]>([
    ["a level behind the time", (said, at) => `2026-03-02 02:11:${10 + at} INFO ${said}`],
    ["nothing but the time", (said, at) => `[02/Mar/2026:02:11:${10 + at} +0000] ${said}`],
    [
      "threads in parentheses",
      (said, at) => `02:11:${10 + at},123 INFO  [org.acme] (${threads[at % 4]}) ${said}`,
    ],
    ["a host and a program", (said, at) => `Mar  2 02:11:${10 + at} web-${at % 3} app[${at}]: ${said}`],
    [
      "loggers of both kinds",
      (said, at) => `2026-03-02 02:11:${10 + at} INFO com.acme.Shop${at % 2 ? "   " : " "}[main] - ${said}`,
    ],
    ["a program before a pipe", (said, at) => `${["web", "db", "cache"][at % 3]}  | ${said}`],
    ["the same word first, no time", (said) => `plugin/reload: ${said}`],
    ["columns with semicolons", (said, at) => `2026-03-02 02:11:${10 + at}.123;INFO;Axis;${said}`],
    ["indented lines", (said, at) => `    2026/03/02 02:11:${10 + at} [INFO] consul: ${said}`],
  ])("%s stands before every message and is no part of it", (_name, write) => {
    expect(foundIn(write).slice(0, messages.length)).toEqual(messages);
  });

  it("a word that looks like a logger's name in some lines only belongs to the message", () => {
    const found = foundIn((said, at) => `2026-03-02 02:11:${10 + at} INFO ${said}`);
    expect(found[2]).toBe("Timeout: no reply from peer");
    expect(found[4]).toBe("Scheduler.tick took 12 ms");
  });

  it("a time that only some lines have belongs to them", () => {
    const line = '10.20.0.13 - - [16/May/2024 00:01:16] "GET /a HTTP/1.1" 200';
    const format = formatOf([...Array.from({ length: 40 }, (_, at) => `order ${at} was sent`), line]);
    expect(format.startOf(line)).toBe(0);
  });

  it("few lines are read as they look by themselves", () => {
    const line = "2026-03-11 09:12:44,003 ERROR [http-8] c.a.Orders: could not save order 88123";
    expect(line.slice(formatOf([line]).startOf(line))).toBe("could not save order 88123");
  });
});
