import { describe, expect, test } from "vitest";
import { analyseShell } from "../../base/shell/analyse.ts";
import { effectsOfRun } from "./command-effects.ts";
import type { Nature } from "./effect.ts";
import { specials } from "./special-effects.ts";
import { effectTable } from "./table.ts";

const place = { cwd: "/srv/app", user: "ana", host: "web-1", venv: null };
function naturesOf(command: string): Nature[] {
  const analysis = analyseShell(command);
  return analysis.ok
    ? analysis.runs.flatMap((run) => effectsOfRun(run, place).map(({ nature }) => nature))
    : [];
}
const targetOf = (command: string): string => {
  const analysis = analyseShell(command);
  return analysis.ok ? (analysis.runs.flatMap((run) => effectsOfRun(run, place))[0]?.target ?? "") : "";
};

describe("the effect table", () => {
  test("every row names a class that exists", () => {
    const natures =
      /^(trivial|look|log|probe|follow|local|edit|kick|pause|resume|set|add|remove|kill|run|send|loosen|tighten|unknown)$/;
    for (const [tool, rule] of effectTable) {
      expect(rule.rows.length, tool).toBeGreaterThan(0);
      for (const row of rule.rows)
        expect(natures.test(row.kind) || row.kind in specials, `${tool}: ${row.kind}`).toBe(true);
    }
  });

  test("it covers the field", () => {
    expect(effectTable.size).toBeGreaterThan(600);
  });

  test.each<[string, Nature]>([
    ["systemctl restart nginx", "kick"],
    ["systemctl status nginx", "probe"],
    ["sudo systemctl stop nginx", "pause"],
    ["kubectl -n pay get pods", "probe"],
    ["kubectl -n pay rollout undo deploy/web", "set"],
    ["kubectl -n pay delete pod web-1", "kick"],
    ["kubectl cordon node-1", "pause"],
    ["docker compose restart web", "kick"],
    ["docker image prune -af", "run"],
    ["helm -n cart rollback cart 41", "set"],
    ["psql -c 'select 1'", "probe"],
    ["psql -c 'select pg_terminate_backend(1)'", "kill"],
    ['psql -c "update t set a=1"', "send"],
    ["mysql -e 'stop replica'", "pause"],
    ["redis-cli config set maxmemory 1gb", "set"],
    ["redis-cli info memory", "probe"],
    ["mongosh --eval 'db.killOp(7)'", "kill"],
    ["nginx -t", "probe"],
    ["nginx -s reload", "kick"],
    ["git -C /srv/app revert HEAD", "run"],
    ["apt-get install -y libpq-dev", "add"],
    ["iptables -D INPUT -p tcp --dport 80 -j DROP", "remove"],
    ["iptables -L -n", "look"],
    ["ip route add 10.0.0.0/8 via 10.0.0.1", "add"],
    ["ip addr show", "look"],
    ["umount /mnt", "pause"],
    ["lvextend -L+5G /dev/vg/lv", "run"],
    ["kill -9 4711", "kill"],
    ["kill -HUP 4711", "kick"],
    ["sysctl -w vm.swappiness=1", "set"],
    ["crontab -l", "look"],
    ["certbot renew", "run"],
    ["openssl x509 -in shop.crt -noout -dates", "probe"],
    ["openssl x509 -req -in shop.csr -CA ca.crt -CAkey ca.key -days 90 -out shop.crt", "set"],
    ["openssl req -x509 -newkey rsa:2048 -keyout k.pem -out c.pem -days 90 -subj /CN=a", "set"],
    ["rabbitmqctl purge_queue dead", "remove"],
    ["kafka-topics.sh --list --bootstrap-server a:9092", "probe"],
    ["curl -fsS localhost/health", "probe"],
    ["curl -XDELETE localhost:9200/logs", "remove"],
    ["aws ecs describe-services --cluster a --services b", "probe"],
    ["aws ec2 reboot-instances --instance-ids i-0a", "kick"],
    ["terraform plan", "probe"],
    ["terraform apply -auto-approve", "run"],
    ["ansible-playbook site.yml --check", "probe"],
    ["rm -f /run/app.lock", "remove"],
    ["sed -i s/a/b/ /etc/x", "set"],
    ["sed s/a/b/ /etc/x", "look"],
    ["vim /etc/hosts", "edit"],
    ["tail -f /var/log/syslog", "follow"],
    ["tail -n 3 /var/log/syslog", "log"],
    ["bin/appctl restart", "kick"],
    ["bin/appctl status", "probe"],
    ["echo x > /etc/motd", "set"],
    ["ssh web-2 systemctl restart nginx", "kick"],
    ["python -c 'import numpy'", "probe"],
  ])("%s", (command, nature) => {
    expect(naturesOf(command)).toContain(nature);
  });

  test("the same thing has the same name however it is typed", () => {
    expect(targetOf("kubectl -n pay scale deploy/web --replicas=2")).toBe(
      targetOf("kubectl scale deployment web --namespace pay --replicas 6"),
    );
    expect(targetOf("rm ../app/run/x.lock")).toBe(targetOf("rm /srv/app/run/x.lock"));
    expect(targetOf("systemctl stop nginx")).toBe(targetOf("sudo systemctl start nginx.service"));
  });
});
