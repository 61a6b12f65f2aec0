import { describe, expect, it } from "vitest";
import { assignedVariables, namedFiles } from "./edits.ts";

const at = { cwd: "/etc/nginx", home: "/home/sam", user: "sam" };
const edited = (command: string) => namedFiles(command, at).edited;

describe("namedFiles", () => {
  it.each([
    ["vim nginx.conf", ["/etc/nginx/nginx.conf"]],
    ["vi +12 ~/x", ["/home/sam/x"]],
    ["vim -es -c '%s/a/b/' -c wq nginx.conf", ["/etc/nginx/nginx.conf"]],
    ["sudo nano -l /etc/hosts", ["/etc/hosts"]],
    ["emacs -nw a.conf b.conf", ["/etc/nginx/a.conf", "/etc/nginx/b.conf"]],
    ['"$EDITOR" a.conf', ["/etc/nginx/a.conf"]],
    ["sudo -e /etc/hosts", ["/etc/hosts"]],
    ["sudoedit /etc/hosts", ["/etc/hosts"]],
    ["printf '1d\\nwq\\n' | ed -s a.conf", ["/etc/nginx/a.conf"]],
    ["sed -i s/a/b/ a.conf", ["/etc/nginx/a.conf"]],
    ["sed -i.bak -e s/a/b/ -e s/c/d/ a.conf b.conf", ["/etc/nginx/a.conf", "/etc/nginx/b.conf"]],
    ["sed -Ei 's/(a)/b/' a.conf", ["/etc/nginx/a.conf"]],
    ["sed --in-place=.orig s/a/b/ a.conf", ["/etc/nginx/a.conf"]],
    ["perl -pi -e 's/a/b/' a.conf", ["/etc/nginx/a.conf"]],
    ["perl -i.bak -pe 's/a/b/' a.conf", ["/etc/nginx/a.conf"]],
    ["echo x | sudo tee -a /etc/hosts >/dev/null", ["/dev/null", "/etc/hosts"]],
    ["echo x >> a.conf", ["/etc/nginx/a.conf"]],
    ["cat > /etc/z <<EOF\nabc\nEOF", ["/etc/z"]],
    ["> a.conf", ["/etc/nginx/a.conf"]],
    ["sudo bash -c 'echo 1 > /proc/sys/x; echo y > /etc/y'", ["/proc/sys/x", "/etc/y"]],
    ["cp /tmp/new.conf a.conf", ["/etc/nginx/a.conf", "/etc/nginx/a.conf/new.conf"]],
    ["mv a b", ["/etc/nginx/b", "/etc/nginx/b/a", "/etc/nginx/a"]],
    ["install -m 644 a /etc/b", ["/etc/b", "/etc/b/a"]],
    ["cp -t /etc a b", ["/etc", "/etc/a", "/etc/b"]],
    ["sudo visudo", ["/etc/sudoers"]],
    ["visudo -f /etc/sudoers.d/x", ["/etc/sudoers.d/x"]],
    ["sudo systemctl edit nginx", ["/etc/systemd/system/nginx.service.d/override.conf"]],
    ["systemctl edit --full app.timer", ["/etc/systemd/system/app.timer"]],
    ["cd conf.d && vim a.conf", ["/etc/nginx/conf.d/a.conf"]],
    ["for f in a b; do sed -i s/x/y/ $f; done", ["/etc/nginx/a", "/etc/nginx/b"]],
    ["patch a.conf < /tmp/fix", ["/etc/nginx/a.conf"]],
    ["vim $HOME/x", ["/home/sam/x"]],
  ])("%s", (command, files) => {
    expect(edited(command)).toEqual(files);
  });

  it.each([
    "sed -n 1,5p a.conf",
    "cat a.conf",
    "ssh web 'sed -i s/a/b/ /etc/x'",
    "docker exec app sed -i s/a/b/ /etc/x",
    "crontab -l",
    "git apply --check fix.diff",
    "alias v='vim /etc/hosts'",
    "if then fi ((",
  ])("edits nothing here: %s", (command) => {
    expect(edited(command)).toEqual([]);
  });

  it("knows the copy that the tool makes first", () => {
    expect(namedFiles("sed -i.bak s/a/b/ a.conf", at).backups).toEqual({
      "/etc/nginx/a.conf": "/etc/nginx/a.conf.bak",
    });
    expect(namedFiles("sed -i'old_*' s/a/b/ a.conf", at).backups).toEqual({
      "/etc/nginx/a.conf": "/etc/nginx/old_a.conf",
    });
  });

  it("names what a command only reads", () => {
    expect(namedFiles("cat nginx.conf | grep -n --file=/tmp/p", at).referenced).toEqual([
      "/etc/nginx/nginx.conf",
      "/tmp/p",
    ]);
  });

  it("keeps glob patterns for whoever can look at the disk", () => {
    expect(namedFiles("sed -i s/a/b/ conf.d/*.conf", at).patterns).toEqual(["/etc/nginx/conf.d/*.conf"]);
  });

  it("takes the names out of a patch that stands in the text, and names a patch file to be read", () => {
    const text = "patch -p1 <<'E'\n--- a/conf.d/x.conf\n+++ b/conf.d/x.conf\n@@ -1 +1 @@\n-a\n+b\nE";
    expect(edited(text)).toContain("/etc/nginx/conf.d/x.conf");
    expect(namedFiles("patch -p1 < fix.diff", at).patches).toEqual([
      { file: "/etc/nginx/fix.diff", strip: 1, directory: "/etc/nginx" },
    ]);
    expect(namedFiles("git apply fix.diff", at).patches).toEqual([
      { file: "/etc/nginx/fix.diff", strip: 1, directory: "/etc/nginx" },
    ]);
  });

  it("knows whose crontab is changed", () => {
    expect(namedFiles("crontab -e", at).crontabs).toEqual(["sam"]);
    expect(namedFiles("echo '* * * * * x' | sudo crontab -", at).crontabs).toEqual(["root"]);
    expect(namedFiles("sudo crontab -u app -r", at).crontabs).toEqual(["app"]);
  });

  it("finds files that were typed with the shell's variables", () => {
    const variables = { APP: "/srv/shop" };
    expect(namedFiles("vim $APP/conf.d/x.conf", { ...at, variables }).edited).toEqual([
      "/srv/shop/conf.d/x.conf",
    ]);
    expect(namedFiles('cat -n "${APP}/a b.conf"', { ...at, variables }).referenced).toEqual([
      "/srv/shop/a b.conf",
    ]);
    expect(namedFiles("vim $APP/x.conf", at).edited).toEqual([]);
  });

  it("knows what a typed line assigns, and takes a line that does more for none", () => {
    expect(assignedVariables("export CONF=$APP/etc LOG=${CONF}/x 'Q=1'", { APP: "/srv" })).toEqual({});
    expect(assignedVariables("export CONF=$APP/etc LOG=${CONF}/x", { APP: "/srv" })).toEqual({
      CONF: "/srv/etc",
      LOG: "/srv/etc/x",
    });
    expect(assignedVariables('D="/var/www"', {})).toEqual({ D: "/var/www" });
    expect(assignedVariables("D=/tmp rm -r x", {})).toEqual({});
    expect(assignedVariables("D=$(pwd)", {})).toEqual({});
  });

  it("says nothing of relative paths where the directory is not known", () => {
    expect(namedFiles("vim a.conf /etc/b", { ...at, cwd: null }).edited).toEqual(["/etc/b"]);
  });
});
