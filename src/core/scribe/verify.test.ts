import { describe, expect, test } from "vitest";
import { drafted, placesOf } from "../../../test/support/drafted.ts";

const verifyOf = (...typed: [number, string][]): number[] => placesOf(drafted(...typed), "verify");

describe("what is not there any more", () => {
  test.each([
    "docker compose logs web --since 1m | grep -ci 'resolver.*skipped'",
    "sudo ausearch -m avc -ts recent",
    "kubectl get pods | grep -v Running",
    "journalctl -u web --since -1min | grep refused",
  ])("a search that finds none after the fix shows the cure: %s", (probe) => {
    expect(verifyOf([0, "uptime"], [0, "sudo systemctl restart web"], [1, probe])).toEqual([3]);
  });

  test("a search that finds none before the fix shows none", () => {
    const typed: [number, string][] = [
      [1, "docker compose logs web --since 1m | grep -c skipped"],
      [0, "docker compose restart web"],
      [0, "curl -fsS localhost/health"],
    ];
    expect(verifyOf(...typed)).toEqual([3]);
  });

  test("a process that is gone after it was killed ends a part of the work", () => {
    const typed: [number, string][] = [
      [0, "ssh app-2 'ps -p 3312'"],
      [0, "ssh app-2 'sudo kill 3312'"],
      [1, "ssh app-2 'pgrep -a restic'"],
      [0, "sudo rm /var/lock/restic.lock"],
      [0, "curl -fsS localhost/health"],
    ];
    expect(verifyOf(...typed)).toEqual([3, 5]);
  });

  test("a thing that was shown before and is refused after it was removed is gone", () => {
    const typed: [number, string][] = [
      [0, "kubectl get ns preview -o yaml"],
      [0, "kubectl delete apiservice v1beta1.metrics"],
      [1, "kubectl get ns preview"],
    ];
    expect(verifyOf(...typed)).toEqual([3]);
  });

  test("a page that is still refused shows no cure", () => {
    const typed: [number, string][] = [
      [7, "curl -fsS localhost/health"],
      [0, "sudo systemctl restart web"],
      [7, "curl -fsS localhost/health"],
    ];
    expect(verifyOf(...typed)).not.toContain(3);
  });

  test("a service that a timer starts is not active when it has done its work", () => {
    const rest = (probe: string): [number, string][] => [
      [0, "systemctl status backup.timer"],
      [0, "sudo restic unlock"],
      [0, "sudo systemctl start backup.service"],
      [3, probe],
      [0, "curl -fsS localhost/health"],
    ];
    expect(verifyOf(...rest("systemctl is-active backup.service"))).toEqual([4, 5]);
    expect(verifyOf(...rest("systemctl is-active web.service"))).toEqual([5]);
  });

  test("where nothing was typed that mends, a count of none is the good answer", () => {
    const typed: [number, string][] = [
      [0, "kubectl logs deploy/cart --since=9m | grep -i mongo"],
      [1, "nc -vz db.example 27017"],
      [0, "nc -vz db.example 27017"],
      [1, "kubectl logs deploy/cart --since=2m | grep -ic selection"],
    ];
    expect(verifyOf(...typed)).toEqual([3, 4]);
  });
});

describe("what shows a change", () => {
  test.each([
    ["shopctl flag set pricing off", "shopctl flag get pricing"],
    ["sudo rpm --rebuilddb", "rpm -qa | wc -l"],
    ["sudo mount /mnt/media", "cat /mnt/media/index.json"],
  ])("the tool that made it, or what lies in it, right after: %s, %s", (change, look) => {
    const typed: [number, string][] = [
      [0, "uptime"],
      [0, change],
      [0, look],
      [0, "sudo systemctl restart web"],
      [0, "curl -fsS localhost/health"],
    ];
    expect(verifyOf(...typed)).toEqual([3, 5]);
  });

  test("what was looked at between two changes and is looked at again after the last", () => {
    const typed: [number, string][] = [
      [0, "sudo systemctl restart web"],
      [0, "ls -l /var/spool/failed | tail -5"],
      [0, "sudo /opt/report/bin/requeue --all"],
      [0, "ls -l /var/spool/failed | tail -5"],
      [0, "systemctl is-active web"],
    ];
    expect(verifyOf(...typed)).toEqual([4, 5]);
  });

  test("a value of the environment of a container", () => {
    const probe = "docker compose exec api printenv REDIS_URL";
    const typed: [number, string][] = [
      [0, probe],
      [0, "sed -i s/old/new/ .env"],
      [0, "docker compose up -d api"],
      [0, probe],
    ];
    expect(verifyOf(...typed)).toEqual([4]);
  });

  test("a log that was followed on another host until it was stopped", () => {
    const typed: [number, string][] = [
      [0, "ssh app-1 'sudo journalctl -u web -n 30'"],
      [0, "ssh app-1 sudo systemctl restart web"],
      [130, "ssh app-1 'sudo journalctl -u web -f'"],
      [0, "curl -fsS app-1/health"],
    ];
    expect(verifyOf(...typed)).toEqual([3, 4]);
  });
});

test("a configuration test that passed for two edits guards the restart and verifies once", () => {
  const typed: [number, string][] = [
    [0, "dig +short api.example @ns-2"],
    [0, "sudo vim /etc/bind/db.example"],
    [0, "sudo named-checkzone example /etc/bind/db.example"],
    [0, "sudo sed -i 's/2026040701/2026040801/' /etc/bind/db.example"],
    [0, "sudo named-checkzone example /etc/bind/db.example"],
    [0, "sudo rndc reload example"],
    [0, "dig +short api.example @ns-2"],
  ];
  expect(placesOf(drafted(...typed), "fix")).toEqual([2, 4, 5, 6]);
  expect(verifyOf(...typed)).toEqual([3, 5, 7]);
});
