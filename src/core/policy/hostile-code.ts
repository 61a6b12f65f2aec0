import { foldConstants } from "../../base/shell/code-constants.ts";
import { type Facts, textOf } from "./facts.ts";

/** Interpreters that take code. */
export const languages =
  /^(python[\d.]*|pypy3?|perl|ruby|node|nodejs|bun|deno|php|lua|luajit|tclsh|osascript|Rscript|pwsh|powershell)$/;

/** Code of an interpreter that opens a way in, writes a device or forks without end. */
export function hostileCode({ name, args, run }: Facts): boolean {
  if (!languages.test(name ?? "") && !/^[gmn]?awk$/.test(name ?? "")) return false;
  const code = foldConstants([...args.map(textOf), run.stdin ?? run.stdinPartial ?? ""].join("\n"));
  if (
    /socket|fsockopen|net\.connect|createConnection|require\(["']net["']\)/i.test(code) &&
    /(dup2|pty\.spawn|subprocess|exec|spawn|system|\/bin\/(ba)?sh)/.test(code)
  )
    return true;
  if (sendsSecret(code) || removesTree(code) || runsDecoded(code)) return true;
  if (/\/inet\/(tcp|udp)\//.test(code)) return true;
  if (
    /open\s*\(?[^;\n]*["']\s*(\+?>{1,2}|\/dev\/(sd|nvme|vd|hd|xvd|mmcblk))/.test(code) &&
    /\/dev\/(sd|nvme|vd|hd|xvd|mmcblk)/.test(code)
  )
    return true;
  if (
    /fork\s*(\(\s*\))?\s*(while|until)|while[^\n]*\n?[^\n]*fork\s*\(|fork\s*\(\)\s+for\b|:\(\)\s*\{/.test(
      code,
    )
  )
    return true;
  return /(rmtree|rm_rf|rm_r|rmSync|remove_tree)[\s(]+(["'](\/|~|\/(etc|usr|var|home|boot|bin|lib|root|opt|srv)\/?)["']|os\.path\.expanduser|ENV\[|os\.environ)/.test(
    code,
  );
}

/** Decoded or fetched bytes are run. */
const runsDecoded = (code: string): boolean =>
  /\b(exec|eval|system|shell_exec|passthru|popen|Popen|execSync|compile|Function)\b/.test(code) &&
  /\b(b64decode|fromhex|decompress|unhexlify|base64_decode|decode_base64|gzinflate|gzuncompress|str_rot13|urlopen|urlretrieve|requests\.get|file_get_contents\s*\(\s*["']http|LWP::Simple|Net::HTTP|open-uri|fetch\s*\(|atob)|Buffer\.from\([^)]*["'](base64|hex)["']|unpack\s*\(?\s*["'][um]/.test(
    code,
  ) &&
  !/\bexecutemany\b/.test(code);

const secretFile =
  /["'][^"']*(\/etc\/(shadow|gshadow)|\.ssh\/id_|id_rsa|id_ed25519|\.aws\/credentials|\.kube\/config|\.netrc|\.pgpass|\.git-credentials|\/environ)/;
const sends =
  /\b(requests\.(post|put|get)|urlopen|http\.client|httpx\.|Net::HTTP|LWP|curl_exec|file_get_contents\s*\(\s*["']http|axios|fetch\s*\(|https?\.(request|get)|smtplib|ftplib|socket)/;

const sendsSecret = (code: string): boolean => secretFile.test(code) && sends.test(code);

const removing =
  /\b(rmtree|rm_rf|rm_r|remove_tree|remove_dir|rmSync|rmdirSync|unlinkSync|removeSync|Deno\.remove|os\.(remove|unlink|rmdir)|unlink|File\.delete|Dir\.(delete|rmdir)|Path\([^)]*\)\.unlink|rimraf|emptyDirSync)\b/;
const systemPath =
  /["'](\/|~)?(\/?(etc|usr|var|home|boot|bin|sbin|lib|lib64|root|opt|srv))?\/?\*{0,2}\/?\*?["']/g;

/** A system tree is named by code that removes things. */
const removesTree = (code: string): boolean =>
  removing.test(code) && [...code.matchAll(systemPath)].some(([path]) => /^["'](\/|~)/.test(path));
