import { describe, expect, it } from "vitest";
import { enteredPlace } from "./entered-place.ts";

describe("where a typed command went to work", () => {
  it.each([
    ["ssh web-2", "ssh web-2"],
    ["ssh -i ~/.ssh/id -p 2222 deploy@web-2", "ssh deploy@web-2"],
    ["ssh -l deploy web-2 uptime", "ssh deploy@web-2"],
    ["sudo -s", "sudo root"],
    ["sudo -iu postgres", "sudo postgres"],
    ["sudo -u postgres -i", "sudo postgres"],
    ["sudo -u postgres bash", "sudo postgres"],
    ["sudo su - deploy", "sudo root"],
    ["su - deploy", "sudo deploy"],
    ["su", "sudo root"],
    ["docker exec -it -u root web sh", "container web"],
    ["docker compose exec db psql", "container db"],
    ["podman run --rm -it alpine sh", "container alpine"],
    ["kubectl -n prod exec -it api-5d9 -- sh", "container prod/api-5d9"],
    ["kubectl exec api-5d9 -c app -- ls", "container api-5d9"],
    ["sudo docker exec web ls", "container web"],
    ["nsenter -t 4711 -m", "namespace 4711"],
    ["zsh", "shell zsh"],
    ["tmux", "shell tmux"],
  ])("%s: %s", (command, place) => {
    expect(enteredPlace(command)).toBe(place);
  });

  it.each([
    "sudo systemctl restart app",
    "bash deploy.sh",
    "sh -c ls",
    "ls | ssh web-2 cat",
    "echo ssh web-2",
    "kubectl get pods",
    "docker ps",
    "",
  ])("%s stays where it was", (command) => {
    expect(enteredPlace(command)).toBeNull();
  });
});
