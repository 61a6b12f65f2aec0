import { expect, test } from "vitest";
import { BundleRecord } from "../../base/model/draft.ts";
import { carriedVariables } from "./carried.ts";
import { readRecords } from "./reading.ts";

const carried = (...commands: string[]): string[] => {
  const readings = readRecords(
    commands.map((command, at) => BundleRecord.parse({ n: at + 1, command, exitCode: 0 })),
  );
  return carriedVariables(readings.slice(-1), readings).map(
    ({ name, as, example, secret }) => `${as} ${name}=${secret ? "(secret)" : example}`,
  );
};

test("what the session exported is carried, also when only the program reads it", () => {
  expect(carried("export NATS_CONTEXT=prod", "nats stream purge orders -f")).toEqual([
    "input NATS_CONTEXT=prod",
  ]);
});

test("whether output is coloured, paged or buffered is not carried", () => {
  const forTheEye = "export NO_COLOR=1 ANSIBLE_FORCE_COLOR=0 AWS_PAGER= SYSTEMD_LESS=FRX KUBE_EDITOR=vim";
  expect(carried(forTheEye, "ansible-playbook site.yml")).toEqual([]);
});

test("a variable with a password among its options is a secret", () => {
  expect(carried('MQ="-h broker -u ops -P t0pSecret-5"', "mosquitto_pub $MQ -t a -n")).toEqual([
    "input MQ=(secret)",
  ]);
  expect(carried('PG="-h db-1 -p 5432"', "psql $PG -c 'select pg_reload_conf()'")).toEqual([
    "input PG=-h db-1 -p 5432",
  ]);
});

test("what the shell started with goes by its name", () => {
  expect(carried("systemctl restart $UNIT")).toEqual(["env UNIT="]);
});
