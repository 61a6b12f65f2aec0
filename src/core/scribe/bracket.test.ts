import { expect, test } from "vitest";
import { Bundle } from "../../base/model/draft.ts";
import { attemptsOf } from "./attempt.ts";
import { isBracket } from "./bracket.ts";
import { readRecords } from "./reading.ts";

/** The records, by their places from 1, that belong to a bracket. */
function bracketsOf(...typed: string[]): number[] {
  const records = typed.map((command, at) => ({ n: at + 1, command, exitCode: 0, cwd: "/", user: "ana" }));
  const attempts = attemptsOf(readRecords(Bundle.parse({ id: "s", records }).records));
  return attempts.filter((one) => isBracket(one, { attempts })).map(({ at }) => at + 1);
}

test("a text put in for the time of other work and taken out after it is a bracket, with what put it into effect", () => {
  const work = [
    "sudo sed -i 's/maintenance=off/maintenance=on/' /etc/shop.conf",
    "sudo systemctl reload shop",
    "psql shop -c 'reindex table orders'",
    "sudo sed -i 's/maintenance=on/maintenance=off/' /etc/shop.conf",
    "sudo systemctl reload shop",
  ];
  expect(bracketsOf(...work)).toEqual([1, 2, 4]);
});

test.each([
  ["docker node update --availability drain w4", "docker node update --availability active w4"],
  [
    "echo 'set server web/a state maint' | socat - /s.sock",
    "echo 'set server web/a state ready' | socat - /s.sock",
  ],
  ["sudo systemctl stop app", "sudo systemctl start app"],
  ["kubectl cordon w4", "kubectl uncordon w4"],
  ["frobctl quota attach pool-7", "frobctl quota detach pool-7"],
])("%s … %s is a bracket around other work, and none without", (opening, closing) => {
  expect(bracketsOf(opening, "ssh w4 sudo apt-get install -y app=2.1", closing)).toEqual([1, 3]);
  expect(bracketsOf(opening, "uptime", closing)).toEqual([]);
});

test("files moved away and back right after a change that is read from them are bounced", () => {
  const away = "sudo mv /etc/app/units /etc/app/units.off";
  const back = "sudo mv /etc/app/units.off /etc/app/units";
  expect(bracketsOf("sudo certtool --renew-all", away, "appctl ps", back)).toEqual([2, 4]);
  expect(bracketsOf(away, "appctl ps", back)).toEqual([]);
});
