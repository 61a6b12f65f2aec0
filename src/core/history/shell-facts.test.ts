import { describe, expect, it } from "vitest";
import { parseShellFacts, terminalOf } from "./shell-facts.ts";

const marker = (...fields: string[]) =>
  new TextEncoder().encode(fields.map((field) => `${field}\0`).join(""));
const stat = (device: number): string => `stat=S 1 2 3 ${device} 2 0`;

describe("what a shell says of itself", () => {
  it("names its terminal from the kernel's device number", () => {
    const terminal = (device: number) => terminalOf(parseShellFacts(marker("pid=4711", stat(device))));
    expect([terminal(34816), terminal(34823), terminal(1025), terminal(0)]).toEqual([
      "pts/0:4711",
      "pts/7:4711",
      "tty1:4711",
      "?:4711",
    ]);
  });
  it("prefers the name the shell knows", () => {
    expect(terminalOf(parseShellFacts(marker("pid=5", "tty=/dev/pts/3", stat(34816))))).toBe("pts/3:5");
  });
  it("marks ssh, sudo, containers and shells within shells", () => {
    const facts = parseShellFacts(
      marker("pid=5", "ssh=yes", "sudo=alice", "container=yes", "parent=bash.1.2"),
    );
    expect(facts.marks).toEqual(["ssh", "sudo:alice", "container", "in:bash.1.2"]);
  });
  it("is nothing where the marker is damaged", () => {
    expect(terminalOf(parseShellFacts(new Uint8Array([1, 2, 3])))).toBeNull();
  });
});
