/** Addresses that need no token until they expire, for players that cannot send one: user, job and time under an HMAC. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import { fileProblem } from "../../storage/fileProblems.js";

/** What an address carries beside its path. */
export interface SignedQuery {
  user: string;
  expires: string;
  signature: string;
}

export class SignedAddresses {
  constructor(private readonly secret: Buffer) {}

  /** The query of an address of one job; `expires` in seconds since the epoch. */
  sign(user: string, job: string, expires: number): string {
    const signature = this.mac(user, job, String(expires)).toString("base64url");
    return new URLSearchParams({ user, expires: String(expires), signature }).toString();
  }

  /** The user in whose name it was signed. Throws ProblemError `address-refused`: forged, of another job, or expired. */
  userOf({ user, expires, signature }: SignedQuery, job: string): string {
    const given = Buffer.from(signature, "base64url");
    const right = this.mac(user, job, expires);
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw refused("The signature is not right.");
    if (Number(expires) * 1000 <= Date.now()) throw refused("The address has expired.");
    return user;
  }

  private mac(user: string, job: string, expires: string): Buffer {
    return createHmac("sha256", this.secret)
      .update(JSON.stringify([user, job, expires]))
      .digest();
  }
}

const refused = (message: string): ProblemError => new ProblemError(problem("address-refused", message));

/** The secret of this installation, made once; servers behind one balancer are given one by the environment. */
export function addressSecret(stateFolder: string, given: string): Buffer {
  if (given !== "" && given.length < 32)
    throw new ProblemError(problem("setting-invalid", "MANIM_VIDEO_URL_SECRET has fewer than 32 characters."));
  if (given !== "") return Buffer.from(given, "utf8");
  const file = join(stateFolder, "http-secret");
  try {
    mkdirSync(stateFolder, { recursive: true });
    try {
      writeFileSync(file, randomBytes(32), { flag: "wx", mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const secret = readFileSync(file);
    if (secret.length !== 32) throw new ProblemError(problem("state-broken", `${file} is cut; remove it.`));
    return secret;
  } catch (error) {
    const known = fileProblem(error, file);
    throw known === null ? error : new ProblemError(known, { cause: error });
  }
}
