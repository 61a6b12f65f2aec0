import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./redactor.ts";

const mac = (text: string): string => createHmac("sha256", "test key").update(text).digest("hex");
const made = ["walrus", "Qu", "7731"].join("-");
const command = (line: string): string => createRedactor(mac).command(line).text;
const hides = (line: string): void => {
  expect(line).toContain(made);
  expect(command(line)).toBe(line.replaceAll(made, `‹redacted:password:${mac(made).slice(0, 8)}›`));
};

describe("a password that is given to a tool nobody listed", () => {
  it.each([
    `valheim-admin -H 10.4.4.4 -p '${made}' kick`,
    `valheim-admin -p ${made} kick`,
    `sudo valheim-admin -a ${made}`,
    `env A=b valheim-admin -u eve -w ${made}`,
    `valheim-admin -n eve:${made} list`,
    `valheim-admin -l 'CORP\\eve%${made}' --user x`,
    `valheim-admin login eve ${made}`,
    `valheim-admin user add eve ${made} --role x`,
    `valheim.exe /u:eve /p:${made}`,
  ])("is known by its place and its looks: %s", hides);

  it("may look plainer beside a user than without one", () => {
    const plain = ["walrus", "Quiet5"].join("");
    expect(command(`valheim-admin -u eve -p ${plain}`)).not.toContain(plain);
    expect(command(`valheim-admin -p ${plain}`)).toContain(plain);
  });

  it.each([
    "valheim-admin -p 2456 -a 10.4.4.4 -w 90 -k /etc/Key3.pem",
    "valheim-admin -p eu-north-1 -a x86_64 -k Umbrella2",
    "valheim-admin -u eve -p 2456",
    "docker compose -p Umbrella-2026-x9 up",
    "cargo test -p Umbrella3-core9x",
    "grep -w Umbrella9_77x app.log",
    "valheim-admin -w 2026-04-05T06:07 -p com.example.Umbrella2",
    "valheim-admin -k Umbrella-1.22.3 -p v2.0.0-Rc1",
  ])("is not seen in %s", (line) => {
    expect(command(line)).toBe(line);
  });
});

describe("a command inside a command is read as one", () => {
  const inner = `valheim-admin -H h -p "${made}" kick`;
  it.each([
    `alias va='${inner}'`,
    `sh -c '${inner}'`,
    `ssh h9 '${inner}'`,
    `watch -n 3 '${inner}'`,
    `tmux send-keys -t a '${inner}' Enter`,
    `ls | xargs -I{} sh -c '${inner}'`,
    `docker exec g sh -c '${inner}'`,
    `kubectl exec g-0 -- sh -c '${inner}'`,
    `su -c '${inner}' eve`,
    `parallel '${inner}' ::: a b`,
    `ssh h9 "su -c 'valheim-admin -p ${made} kick'"`,
    `ssh h9 sh <<'END'\n${inner}\nEND`,
    `sh <<< '${inner}'`,
  ])("%s", hides);
});

describe("a word that says what comes next", () => {
  it.each([
    `vtysh -c 'neighbor 10.4.4.4 password ${made}'`,
    `echo "user eve insecure-password ${made}" >> h.cfg`,
    `mysql -e "insert into people (name, password) values ('eve', '${made}')"`,
  ])("gives it away: %s", hides);

  it.each([
    "git commit -m 'password prompt Umbrella2 moved'",
    "kubectl describe secret Umbrella-creds2",
    `mysql -e "insert into people (name, mail) values ('Umbrella2', 'eve@example.com')"`,
  ])("says nothing in %s", (line) => {
    expect(command(line)).toBe(line);
  });
});

it("a word without end is read once, however often a statement seems to begin in it", () => {
  const once = createRedactor(mac).text("static:a:".repeat(60_000));
  expect(once.count).toBe(0);
});
