import { execFileSync } from 'node:child_process';

const PROGRAM = `
import sys, json, base64, dkim
given = json.load(sys.stdin)
keys = {name.encode(): key.encode() for name, key in given["keys"].items()}
raw = base64.b64decode(given["raw"])
message = dkim.DKIM(raw)
count = sum(1 for name, _ in message.headers if name.lower() == b"dkim-signature")
def verify(index):
    try: return dkim.DKIM(raw).verify(idx=index, dnsfunc=lambda name, timeout=5: keys.get(name.rstrip(b".")))
    except dkim.DKIMException as error: return str(error)
print(json.dumps([verify(index) for index in range(count)]))
`;

/**
 * Verifies each signature of a message with python3-dkim, which knows nothing of nodemailer; `true`, or why not.
 * @param keys what DNS says, by name: `mail._domainkey.example.com`
 */
export function verifyDkim(raw: Buffer, keys: Record<string, string>): (boolean | string)[] {
  const input = JSON.stringify({ raw: raw.toString('base64'), keys });
  return JSON.parse(execFileSync('/usr/bin/python3', ['-c', PROGRAM], { input, encoding: 'utf8' }));
}
