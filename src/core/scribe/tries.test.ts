import { expect, test } from "vitest";
import { drafted, placesOf } from "../../../test/support/drafted.ts";

test("what was made under a new name and removed again by that name is a try, whatever the tool", () => {
  const result = drafted(
    [0, "frobctl tunnel list"],
    [0, "frobctl tunnel create tmp-edge-7"],
    [0, "frobctl tunnel list"],
    [0, "frobctl tunnel delete tmp-edge-7"],
    [0, "frobctl gateway restart edge"],
    [0, "frobctl tunnel list"],
  );
  expect(placesOf(result, "fix")).toEqual([5]);
});

test("a setting that the opposite word took away again leaves the fix", () => {
  const result = drafted(
    [0, "frobctl show web"],
    [0, "frobctl rule add web --all"],
    [0, "frobctl show web"],
    [0, "frobctl rule remove web --all"],
    [0, "frobctl set limit web 40"],
    [0, "frobctl show web"],
  );
  expect(placesOf(result, "fix")).toEqual([5]);
});

test("a file that only a look wrote is part of the fix where a step of the fix reads it", () => {
  const result = drafted(
    [0, "curl -sf -o /tmp/root-ca.pem https://pki.example.com/root.pem"],
    [0, "sudo keytool -importcert -alias root -file /tmp/root-ca.pem -keystore /etc/app/trust.jks"],
    [0, "sudo systemctl restart app"],
    [0, "curl -fsS localhost:8080/health"],
  );
  expect(placesOf(result, "fix")).toEqual([1, 2, 3]);
});

test("what was watched until it was stopped, and what is found no more, is told and not run", () => {
  const result = drafted(
    [0, "journalctl -u app --no-pager | grep -i timeout"],
    [0, "sudo sed -i 's/pool=5/pool=50/' /etc/app/app.conf"],
    [0, "sudo systemctl restart app"],
    [1, "journalctl -u app --no-pager | grep -i timeout"],
    [130, "tail -f /var/log/app/app.log"],
  );
  expect(placesOf(result, "verify")).toEqual([4, 5]);
  expect(result.draft).toContain("Watched until it was stopped by hand: `tail -f /var/log/app/app.log`.");
  expect(result.draft).toContain("Found nothing any more: `journalctl -u app --no-pager | grep -i timeout`.");
  expect(result.draft).not.toContain("```sh\ntail -f");
});

test("statements on standard input of a tool nobody knows are read by their words", () => {
  const zone = (address: string): string =>
    `zonectl -l <<'EOF'\nzone example.net\nupdate add api.example.net 300 A ${address}\nEOF`;
  const result = drafted(
    [0, "dig +short api.example.net"],
    [0, zone("10.20.4.71")],
    [0, "dig +short api.example.net"],
    [0, zone("10.20.4.17")],
    [0, "dig +short api.example.net"],
  );
  expect(placesOf(result, "fix")).toEqual([4]);
});

test("the same once more with an option that was missing is no putting back", () => {
  const result = drafted(
    [0, "valkey-cli -h cache-2 role"],
    [0, "valkey-cli -h cache-2 replicaof cache-1 6379"],
    [0, "valkey-cli -h cache-2 role"],
    [0, "valkey-cli --user ops -h cache-2 replicaof cache-1 6379"],
    [0, "valkey-cli --user ops -h cache-2 config rewrite"],
    [0, "valkey-cli -h cache-2 role"],
  );
  expect(placesOf(result, "fix")).toContain(4);
});

test("what talks to reifier is neither a step nor a look, however it is started", () => {
  const result = drafted(
    [1, "curl -fsS localhost:8080/health"],
    [0, "rm /run/app.lock"],
    [0, "systemctl start app"],
    [0, "curl -fsS localhost:8080/health"],
    [0, "npx reifier status"],
    [0, "node dist/main.js confirm g-C3QMFJ"],
    [0, "npm start -- sessions end"],
  );
  expect(result.steps.flatMap(({ from }) => from).filter((n) => n > 4)).toEqual([]);
});
