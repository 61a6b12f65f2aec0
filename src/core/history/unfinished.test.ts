import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { isUnfinished } from "./unfinished.ts";

const unfinished = [
  'echo "first',
  "echo 'a",
  "echo a \\",
  "cat <<EOF\nline",
  "cat <<-'EOF'\n\tEOFx",
  "for i in 1 2; do",
  "for i in 1 2; do echo $i",
  "if true; then echo yes # inner comment",
  "while read x\ndo",
  "case $x in",
  "f() {",
  "( cd /tmp",
  "echo $(date",
  "echo ${x",
  "make &&",
  "ps |",
  'echo "$(echo "x"',
];
const finished = [
  "echo plain",
  "echo 'a' \"b\" \\'",
  "cat <<EOF\nline\nEOF",
  "cat <<EOF\nEOF\n",
  "for i in 1 2; do echo $i; done",
  "if true; then echo yes # fi\nelse echo no; fi",
  "case $x in a) echo a;; *) echo b;; esac",
  "f() { echo; }",
  "echo do done in if",
  "awk '{ print $1; exit }' /etc/hostname",
  "echo ${x:-)} $((1 + 2)) $(echo ')')",
  "# if only",
  "make && true",
  "sleep 5 &",
  "x=(a b)",
  "echo a#b \\\n c",
];

describe("is more to come", () => {
  it.each(unfinished)("yes: %j", (text) => expect(isUnfinished(text)).toBe(true));
  it.each(finished)("no: %j", (text) => expect(isUnfinished(text)).toBe(false));
  it.each(["fi", "echo )", "done; x", "}"])("no, it is wrong in itself: %j", (text) => {
    expect(isUnfinished(text)).toBe(false);
  });
  it("agrees with bash on each of them", () => {
    for (const text of [...unfinished, ...finished]) {
      const { stderr, status } = spawnSync("bash", ["-n", "-c", text], { encoding: "utf8" });
      // bash takes a here-document, a backslash or nothing at the end of input for the end, with a warning or in silence.
      const says = status !== 0 || /here-document/.test(stderr) || text.endsWith("\\");
      expect(isUnfinished(text), text).toBe(says);
    }
  });
});
