import { describe, expect, it } from "vitest";
import { type ServiceFacts, serviceFile } from "./service-file.ts";

const facts: ServiceFacts = {
  home: "/home/ann",
  configHome: null,
  platform: "linux",
  node: "/usr/bin/node",
  program: "/opt/reifier/dist/main.js",
  workspace: "/home/ann/.reifier",
  log: "/home/ann/.reifier/state/reifier.log",
  uid: 1000,
};

describe("the service file", () => {
  it("is a systemd user unit that starts the daemon in the foreground and stops it gently", () => {
    const { path, text, start, remark } = serviceFile(facts);
    expect(path).toBe("/home/ann/.config/systemd/user/reifier.service");
    expect(text).toContain(
      'ExecStart="/usr/bin/node" "/opt/reifier/dist/main.js" "--workspace" "/home/ann/.reifier" "up"\n',
    );
    expect(text).toContain("KillMode=mixed");
    expect(text).toContain("Documentation=file:///opt/reifier/README.md\n");
    expect(remark).toContain("loginctl enable-linger");
    expect(start.at(-1)).toBe("systemctl --user enable --now reifier");
    expect(serviceFile({ ...facts, configHome: "/cfg" }).path).toBe("/cfg/systemd/user/reifier.service");
  });

  it("quotes what systemd would expand", () => {
    const { text } = serviceFile({ ...facts, workspace: '/x/50% "of" $HOME\\it' });
    expect(text).toContain('"/x/50%% \\"of\\" $$HOME\\\\it"');
  });

  it("is a launchd agent on macOS", () => {
    const { path, text, stop } = serviceFile({ ...facts, platform: "darwin", workspace: "/Users/a & b" });
    expect(path).toBe("/home/ann/Library/LaunchAgents/dev.reifier.daemon.plist");
    expect(text).toContain("<string>/Users/a &#38; b</string>");
    expect(stop).toEqual(["launchctl bootout gui/1000/dev.reifier.daemon"]);
  });
});
