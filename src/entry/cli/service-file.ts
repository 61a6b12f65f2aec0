import { dirname, join } from "node:path";

/** A start-up file of the account's service manager, and what to type so that it is taken. */
export interface ServiceFile {
  readonly path: string;
  readonly text: string;
  /** Commands for the person: reifier itself never talks to the service manager. */
  readonly start: readonly string[];
  readonly stop: readonly string[];
  /** What a person should know of when it runs; null where that is plain. */
  readonly remark: string | null;
}

export interface ServiceFacts {
  readonly home: string;
  /** `$XDG_CONFIG_HOME`, where it is set. */
  readonly configHome: string | null;
  readonly platform: NodeJS.Platform;
  /** The node that runs now, and the built program. */
  readonly node: string;
  readonly program: string;
  readonly workspace: string;
  readonly log: string;
  readonly uid: number;
}

/** A systemd user unit (systemd.service(5)), or on macOS a launchd agent (launchd.plist(5)). */
export function serviceFile(facts: ServiceFacts): ServiceFile {
  return facts.platform === "darwin" ? launchd(facts) : systemd(facts);
}

function systemd(facts: ServiceFacts): ServiceFile {
  const folder = facts.configHome ?? join(facts.home, ".config");
  const words = [facts.node, facts.program, "--workspace", facts.workspace, "up"].map(unitWord);
  return {
    path: join(folder, "systemd", "user", "reifier.service"),
    text: `[Unit]
Description=reifier: records shell work, drafts runbooks, watches logs
Documentation=file://${encodeURI(join(dirname(facts.program), "..", "README.md"))}

[Service]
ExecStart=${words.join(" ")}
Restart=on-failure
RestartSec=5
TimeoutStopSec=10
KillMode=mixed
UMask=0077

[Install]
WantedBy=default.target
`,
    start: ["systemctl --user daemon-reload", "systemctl --user enable --now reifier"],
    stop: ["systemctl --user disable --now reifier"],
    remark: "it ends with your last login; to keep it running on a server: loginctl enable-linger",
  };
}

/** Quoted as systemd reads it; `%` and `$` would be expanded. */
const unitWord = (word: string): string =>
  `"${word.replace(/[\\"]/g, "\\$&").replaceAll("%", "%%").replaceAll("$", "$$$$")}"`;

const agent = "dev.reifier.daemon";

function launchd(facts: ServiceFacts): ServiceFile {
  const words = [facts.node, facts.program, "--workspace", facts.workspace, "up"];
  const path = join(facts.home, "Library", "LaunchAgents", `${agent}.plist`);
  return {
    path,
    text: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${agent}</string>
  <key>ProgramArguments</key>
  <array>
${words.map((word) => `    <string>${xml(word)}</string>`).join("\n")}
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>Umask</key>
  <integer>63</integer>
  <key>StandardOutPath</key>
  <string>${xml(facts.log)}</string>
  <key>StandardErrorPath</key>
  <string>${xml(facts.log)}</string>
</dict>
</plist>
`,
    start: [`launchctl bootstrap gui/${facts.uid} '${path}'`],
    stop: [`launchctl bootout gui/${facts.uid}/${agent}`],
    remark: null,
  };
}

const xml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
