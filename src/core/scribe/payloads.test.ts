import { describe, expect, test } from "vitest";
import type { BundleRecord } from "../../base/model/draft.ts";
import { isChange, type Nature } from "./effect.ts";
import { readRecords } from "./reading.ts";

const record = (command: string, n = 1): BundleRecord => ({
  n,
  command,
  exitCode: 0,
  cwd: "/srv/app",
  user: "ana",
  host: "web-1",
  note: false,
  terminal: "pts/1",
  output: null,
  startedAt: "2026-01-01T00:00:00Z",
  durationMs: null,
  shell: "bash",
});
const natureOf = (command: string): Nature => readRecords([record(command)])[0]?.nature ?? "unknown";
const isDoing = (command: string): boolean => isChange(natureOf(command));

describe("code given on the command line", () => {
  test.each([
    "rails runner 'Sidekiq::RetrySet.new.each(&:retry)'",
    "rails runner 'Sidekiq::ProcessSet.new.each(&:quiet!)'",
    "bundle exec rails runner 'Import.find(88).cancel!'",
    "bundle exec rails runner 'Sidekiq::RetrySet.new.find_job(\"b7a9\").kill'",
    "bin/rails runner 'Delayed::Job.where(\"attempts > 5\").delete_all'",
    'php artisan tinker --execute="Order::find(12)->markPaid()"',
    "node -e \"require('./lib/queue').drain('mail')\"",
  ])("the method that is called says what is done: %s", (command) => {
    expect(isDoing(command)).toBe(true);
  });

  test.each([
    "rails runner 'puts Sidekiq::RetrySet.new.size'",
    "rails runner 'p Job.where(state: \"delete\").map(&:id).sort!.first'",
    "rails runner 'puts Job.last.locked_at'",
    "node -e \"console.log(require('./config').redis.lock)\" | cat",
    "php artisan tinker --execute=\"echo Order::where('state','restart()')->count();\"",
  ])("values, fields and text in quotes order nothing: %s", (command) => {
    expect(isDoing(command)).toBe(false);
  });
});

describe("requests and lines for a console", () => {
  test("a GraphQL mutation is a change, a query is not", () => {
    const ask = (query: string) => `curl -s https://api.example/graphql -d '{"query":"${query}"}'`;
    expect(isDoing(ask("mutation { retryJob(id: 4) { ok } }"))).toBe(true);
    expect(isDoing(ask("{ jobs(state: STUCK) { id } }"))).toBe(false);
  });

  test.each([
    ["mcrcon -H 127.0.0.1 -p pw 'forceload remove all'", true],
    ["mcrcon -H 127.0.0.1 'whitelist reload'", true],
    ["mcrcon -H 127.0.0.1 'gamerule doMobSpawning false'", true],
    ["mcrcon -H 127.0.0.1 'forceload query'", false],
    ["notify-oncall 'restart of web done'", false],
  ])("one quoted argument is read as a command line: %s", (command, isChanged) => {
    expect(isDoing(command)).toBe(isChanged);
  });

  test.each([
    ["ssh sw-3 'show run interface Gi1/0/14'", false],
    ["ssh sw-3 'show interfaces status | exclude connected'", false],
    ["ssh rtr-2 show ip bgp summary", false],
    ["ssh fw-1 request system status", false],
    ["ssh sw-3 'write memory'", true],
    ["ssh sw-3 'write terminal'", false],
    ["ssh sw-3 'copy running-config startup-config'", true],
    ["ssh sw-3 'clear counters Gi1/0/3'", true],
    ["ssh fw-1 'commit force'", true],
    ["ssh web-2 clear", false],
    ["ssh web-2 'set -e; uptime'", false],
  ])("what a switch or a router is asked is read as its own words: %s", (command, isChanged) => {
    expect(isDoing(command)).toBe(isChanged);
  });
});

describe("orders in other places than the words of a command", () => {
  test.each([
    ["echo 'cancel jobid=5' | bconsole", true],
    ["echo 'status director' | bconsole", false],
    ["rails console <<< 'User.find(3).destroy'", true],
    ["redis-cli <<< 'FLUSHDB'", true],
    ["echo info | redis-cli", false],
    ["curl -s 'http://srv:8080/manager/text/reload?path=/shop'", true],
    ["curl -s 'http://srv:8080/manager/text/list'", false],
    ["grpcurl -d '{}' srv:50051 admin.Ops/Restart", true],
    ["grpcurl -d '{}' srv:50051 admin.Ops/GetStatus", false],
    ["ssh fw-2 'request chassis fpc slot 1 restart'", true],
  ])("standard input, the path of a page, the method of a service: %s", (command, isChanged) => {
    expect(isDoing(command)).toBe(isChanged);
  });

  test("a tool that mostly shows does what a sub-command says that its table does not name", () => {
    expect(isDoing("redis-cli restore k 0 x")).toBe(true);
    expect(isDoing("conda env update -f env.yml")).toBe(true);
    expect(isDoing("grep restart /etc/app.conf")).toBe(false);
    expect(isDoing("dig reload.example")).toBe(false);
  });
});

describe("writing only to see whether it works", () => {
  test.each([
    "etcdctl put /probe/x 1 && etcdctl del /probe/x",
    "hdfs dfs -touchz /tmp/.probe && hdfs dfs -rm -skipTrash /tmp/.probe",
    "dd if=/dev/zero of=/mnt/a/.probe bs=1M count=1 && rm -f /mnt/a/.probe",
    "touch /mnt/a/.w && rm /mnt/a/.w",
  ])("what is put and taken away in one line is a probe: %s", (command) => {
    expect(natureOf(command)).toBe("probe");
  });

  test.each([
    "etcdctl put /probe/x 1 && etcdctl del /flags/y",
    "rm /srv/lock && touch /srv/lock",
    "cp /srv/new /srv/conf && rm /srv/new",
    "etcdctl del /flags/y && etcdctl put /flags/y 1",
  ])("what is left otherwise than before is a change: %s", (command) => {
    expect(isDoing(command)).toBe(true);
  });

  test("what nobody knows and is typed again and again shows how things stand", () => {
    const readings = ["zork glim", "uptime", "zork glim", "zork glim", "zork bleem"].map((text, at) =>
      record(text, at + 1),
    );
    expect(readRecords(readings).map(({ nature }) => nature)).toEqual([
      "look",
      "look",
      "look",
      "look",
      "unknown",
    ]);
  });
});
