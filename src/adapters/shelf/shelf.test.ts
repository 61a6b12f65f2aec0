import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../base/kernel/clock.ts";
import type { RunbookShelf } from "../../base/ports/shelf.ts";
import { createShelf } from "./shelf.ts";

let root: string;
let shelf: RunbookShelf;
const at = (...parts: string[]): string => join(root, ...parts);
const put = (path: string, text: string): void => writeFileSync(at(path), text, { mode: 0o600 });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "shelf-"));
  for (const folder of ["drafts", "approved", "retired"]) {
    mkdirSync(at("runbooks", folder), { recursive: true, mode: 0o700 });
  }
  shelf = createShelf({ workspace: root, clock: systemClock });
});
afterEach(async () => {
  await shelf.close();
  rmSync(root, { recursive: true, force: true });
});

describe("the shelf", () => {
  it("never overwrites a draft: the next free name is taken", () => {
    expect([1, 2, 3].map((n) => shelf.addDraft("incident_20260302", `${n}\n`))).toEqual([
      "runbooks/drafts/incident_20260302.md",
      "runbooks/drafts/incident_20260302-2.md",
      "runbooks/drafts/incident_20260302-3.md",
    ]);
    expect(shelf.list("drafts").map((file) => file.text)).toEqual(["2\n", "3\n", "1\n"]);
    expect(readdirSync(at("runbooks/drafts"))).toHaveLength(3);
  });

  it("shows a name only with its text, and takes it though a crash left the mark of one that was taking it", () => {
    const mark = at("incidents", ".INC-1.md.taken");
    mkdirSync(at("incidents"), { mode: 0o700 });
    writeFileSync(mark, "");
    utimesSync(mark, 0, 0);
    const visible = () => readdirSync(at("incidents")).filter((name) => !name.startsWith("."));
    expect(shelf.addIncident("INC-1", (stem) => `${stem} among ${visible().length}`)).toBe(
      "incidents/INC-1.md",
    );
    expect(readFileSync(at("incidents/INC-1.md"), "utf8")).toBe("INC-1 among 0");
    expect(readdirSync(at("incidents"))).toEqual(["INC-1.md"]);
  });

  it("keeps a name inside its folder", () => {
    expect(shelf.addDraft("../../etc/passwd", "x")).toBe("runbooks/drafts/etc-passwd.md");
    expect(shelf.read("runbooks/drafts/../approved/x.md")).toBeNull();
    expect(shelf.read("/etc/passwd")).toBeNull();
  });

  it("trusts a regular file of ours that only we can write", () => {
    put("runbooks/approved/a.md", "# A\n");
    expect(shelf.read("runbooks/approved/a.md")).toMatchObject({
      folder: "approved",
      text: "# A\n",
      unsafe: [],
    });
    expect(shelf.read(at("runbooks/approved/a.md"))?.path).toBe("runbooks/approved/a.md");
  });

  it("says why a file is not trusted", () => {
    put("outside.md", "# A\n");
    symlinkSync(at("outside.md"), at("runbooks/approved/link.md"));
    linkSync(at("outside.md"), at("runbooks/approved/hard.md"));
    put("runbooks/approved/open.md", "# B\n");
    chmodSync(at("runbooks/approved/open.md"), 0o666);
    mkdirSync(at("runbooks/approved/folder.md"));
    writeFileSync(at("runbooks/approved/bytes.md"), Buffer.from([0x23, 0xff, 0x0a]), { mode: 0o600 });
    expect(Object.fromEntries(shelf.list("approved").map((file) => [file.path, file.unsafe]))).toEqual({
      "runbooks/approved/bytes.md": ["not-utf8"],
      "runbooks/approved/folder.md": ["not-a-regular-file"],
      "runbooks/approved/hard.md": ["hard-link"],
      "runbooks/approved/link.md": ["symlink"],
      "runbooks/approved/open.md": ["writable-by-others"],
    });
    expect(shelf.read("runbooks/approved/link.md")?.text).toBe("");
  });

  it("refuses a folder that is a symlink, at any level, and one that others can write", () => {
    mkdirSync(at("elsewhere"), { mode: 0o700 });
    rmSync(at("runbooks/approved"), { recursive: true });
    symlinkSync(at("elsewhere"), at("runbooks/approved"));
    expect(() => shelf.list("approved")).toThrow(/symlink/);
    renameSync(at("runbooks"), at("other"));
    symlinkSync(at("other"), at("runbooks"));
    expect(() => shelf.list("drafts")).toThrow(/symlink/);
    rmSync(at("runbooks"));
    renameSync(at("other"), at("runbooks"));
    chmodSync(at("runbooks/drafts"), 0o777);
    expect(() => shelf.list("drafts")).toThrow(/written by others/);
  });

  it("changes only the bytes it is told to, and only of the file it was told about", () => {
    put("runbooks/approved/a.md", "---\r\nstatus: draft\r\n---\r\n# A");
    const file = shelf.read("runbooks/approved/a.md");
    const after = shelf.splice("runbooks/approved/a.md", file?.sha256 ?? "", [
      { span: [13, 18], text: "approved" },
    ]);
    expect(after.text).toBe("---\r\nstatus: approved\r\n---\r\n# A");
    expect(readFileSync(at("runbooks/approved/a.md"), "utf8")).toBe(after.text);
    expect(() => shelf.splice("runbooks/approved/a.md", file?.sha256 ?? "", [])).toThrow(
      /changed by somebody/,
    );
  });

  it("rewrites a draft only while nobody has touched it", () => {
    const path = shelf.addDraft("x", "one\n");
    const seen = shelf.read(path)?.sha256 ?? "";
    expect(shelf.rewriteDraft(path, seen, "two\n")).toBe(true);
    expect(shelf.rewriteDraft(path, seen, "three\n")).toBe(false);
    expect(shelf.read(path)?.text).toBe("two\n");
  });

  it("moves a file and never over another", () => {
    put("runbooks/drafts/a.md", "new\n");
    put("runbooks/approved/a.md", "old\n");
    expect(shelf.move("runbooks/drafts/a.md", "approved")).toBe("runbooks/approved/a-2.md");
    expect(shelf.list().map((file) => [file.path, file.text, file.unsafe])).toEqual([
      ["runbooks/approved/a-2.md", "new\n", []],
      ["runbooks/approved/a.md", "old\n", []],
    ]);
    expect(() => shelf.move("runbooks/drafts/gone.md", "approved")).toThrow(/changed by somebody/);
  });

  it("keeps incidents of one second apart, in the name and in the text", () => {
    expect(shelf.addIncident("INC-20260302-021100", (id) => `id: ${id}\n`)).toBe(
      "incidents/INC-20260302-021100.md",
    );
    expect(shelf.addIncident("INC-20260302-021100", (id) => `id: ${id}\n`)).toBe(
      "incidents/INC-20260302-021100-2.md",
    );
    // Each says of itself what its file is called.
    const kept = shelf.incidents().map(({ id, text }) => [id, text]);
    expect(kept).toEqual([
      ["INC-20260302-021100-2", "id: INC-20260302-021100-2\n"],
      ["INC-20260302-021100", "id: INC-20260302-021100\n"],
    ]);
  });

  it("wakes when a file moves from one folder to another", async () => {
    put("runbooks/drafts/a.md", "x\n");
    const woken = new Promise<void>((wake) => {
      shelf.watch(wake).then(
        () => renameSync(at("runbooks/drafts/a.md"), at("runbooks/approved/a.md")),
        () => undefined,
      );
    });
    await woken;
    expect(shelf.list("approved")).toHaveLength(1);
  });
});
