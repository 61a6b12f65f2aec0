import { expect, test } from "vitest";
import { drafted, placesOf } from "../../../test/support/drafted.ts";

const fixOf = (...typed: [number, string][]): number[] => placesOf(drafted(...typed), "fix");

test("a text that sed put in and took out again goes with the restarts that applied both", () => {
  const fix = fixOf(
    [0, "curl -s localhost/slow"],
    [0, "sudo sed -i 's/^threads = 4/threads = 32/' /etc/pool.conf"],
    [0, "sudo systemctl reload pool"],
    [0, "curl -s localhost/slow"],
    [0, "sudo sed -i 's/^threads = 32/threads = 4/' /etc/pool.conf"],
    [0, "sudo systemctl reload pool"],
    [0, "df -i /var"],
    [0, "sudo rm -r /var/cache/pool/stale"],
    [0, "curl -s localhost/slow"],
  );
  expect(fix).toEqual([8]);
});

test("a right that was given to a file and taken from it again is a try", () => {
  const fix = fixOf(
    [1, "sudo -u deploy touch /srv/www/x"],
    [0, "sudo chmod -R g+w /srv/www"],
    [1, "sudo -u deploy touch /srv/www/x"],
    [0, "sudo chmod -R g-w /srv/www"],
    [0, "sudo usermod -aG www deploy"],
    [0, "sudo -u deploy touch /srv/www/x"],
  );
  expect(fix).toEqual([5]);
});

test("a directory moved away and at once moved back is a try, on another host too", () => {
  const fix = fixOf(
    [3, "ssh db-2 systemctl is-active pg"],
    [0, "ssh db-2 sudo mv /var/lib/pg/base /var/lib/pg/base.x"],
    [0, "ssh db-2 sudo mv /var/lib/pg/base.x /var/lib/pg/base"],
    [0, "ssh db-2 sudo rm /var/lib/pg/postmaster.pid"],
    [0, "ssh db-2 sudo systemctl start pg"],
    [0, "ssh db-2 systemctl is-active pg"],
  );
  expect(fix).toEqual([4, 5]);
});

test.each([
  ["cp -p /etc/web.conf.orig /etc/web.conf", "cp -p /etc/web.conf /etc/web.conf.orig", "-i"],
  ["mv /etc/web.conf.bak /etc/web.conf", "true", "-i.bak"],
])("an edit that %s overwrote with the copy made before is a try, and the copy too", (back, copy, option) => {
  const fix = fixOf(
    [3, "systemctl status web"],
    [0, `sudo ${copy}`],
    [0, `sudo sed ${option} 's/workers .*/workers 64;/' /etc/web.conf`],
    [0, "sudo systemctl restart web"],
    [3, "systemctl status web"],
    [0, `sudo ${back}`],
    [0, "sudo chown -R web: /var/lib/web"],
    [0, "sudo systemctl restart web"],
    [0, "systemctl status web"],
  );
  expect(fix).toEqual([7, 8]);
});

test("a service that was down, started for a look and stopped again leaves no stop behind", () => {
  const fix = fixOf(
    [3, "systemctl status mariadb"],
    [0, "sudo setenforce 0"],
    [0, "sudo systemctl start mariadb"],
    [0, "systemctl is-active mariadb"],
    [0, "sudo systemctl stop mariadb"],
    [0, "sudo setenforce 1"],
    [0, "sudo restorecon -Rv /srv/mysql"],
    [0, "sudo systemctl start mariadb"],
    [0, "systemctl is-active mariadb"],
  );
  expect(fix).toEqual([7, 8]);
});

test.each([
  ["sudo setfacl -R -m u:web:rX /srv/data", "sudo setfacl -R -x u:web /srv/data"],
  ["sudo chattr +a /srv/data/log", "sudo chattr -a /srv/data/log"],
  ["kubectl set env deploy/api LEVEL=debug", "kubectl set env deploy/api LEVEL-"],
  ["sudo a2dismod mpm_event", "sudo a2enmod mpm_event"],
  ["sed -i 's/workers 2/workers 8/' conf/puma.rb", "git checkout -- conf/puma.rb"],
])("%s … %s is a try", (first, second) => {
  const fix = fixOf(
    [22, "curl -fsS localhost/health"],
    [0, first],
    [22, "curl -fsS localhost/health"],
    [0, second],
    [0, "sudo sed -i 's/listen 8081/listen 8080/' /etc/edge.conf"],
    [0, "sudo systemctl restart edge"],
    [0, "curl -fsS localhost/health"],
  );
  expect(fix).toEqual([5, 6]);
});
