/** Who may ask: users with the hashes of their bearer tokens, from a file (read again when it changes) and the environment. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { appendFileSync, readFileSync, statSync } from "node:fs";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import { fileProblem } from "../../storage/fileProblems.js";

interface Holder {
  user: string;
  hash: Buffer;
}

const line = /^([\w.@+-]{1,64}):([0-9a-f]{64})$/;
/** Milliseconds between looks at the file. */
const lookEvery = 1000;

export class Tokens {
  private readonly fixed: Holder[];
  private fromFile: Holder[] = [];
  private version = "";
  private looked = 0;

  /** `text` is the environment's. Throws ProblemError `setting-invalid` or `file-missing`. */
  constructor(
    private readonly file: string | null,
    text: string,
  ) {
    this.fixed = holdersIn(text, "MANIM_VIDEO_TOKENS");
    this.look();
  }

  /** Whether anybody needs a token at all. */
  get required(): boolean {
    return this.file !== null || this.fixed.length > 0;
  }

  /** Nobody could ask. */
  get empty(): boolean {
    return this.fixed.length + this.fromFile.length === 0;
  }

  /** Whose token it is, or null. Takes as long whoever's it is. */
  userOf(token: string): string | null {
    if (Date.now() - this.looked > lookEvery) this.lookAgain();
    const hash = createHash("sha256").update(token).digest();
    let user: string | null = null;
    for (const holder of [...this.fixed, ...this.fromFile]) if (timingSafeEqual(holder.hash, hash)) user = holder.user;
    return user;
  }

  /** A file that cannot be read any more, or not understood, leaves the users as they were. */
  private lookAgain(): void {
    try {
      this.look();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  }

  private look(): void {
    this.looked = Date.now();
    if (this.file === null) return;
    try {
      const { mtimeMs, size, ino } = statSync(this.file);
      const version = [mtimeMs, size, ino].join();
      if (version === this.version) return;
      this.fromFile = holdersIn(readFileSync(this.file, "utf8"), this.file);
      this.version = version;
    } catch (error) {
      const known = fileProblem(error, this.file);
      throw known === null ? error : new ProblemError(known, { cause: error });
    }
  }
}

/** Makes a token for a user and appends its line to the file, which only its owner can read. Returns the token. */
export function addToken(user: string, file: string): string {
  const token = randomBytes(32).toString("base64url");
  const entry = `${user}:${createHash("sha256").update(token).digest("hex")}`;
  if (!line.test(entry))
    throw new ProblemError(problem("usage", `A user is named by letters, digits and . _ @ + -, not ${user}.`));
  try {
    appendFileSync(file, `${entry}\n`, { mode: 0o600 });
  } catch (error) {
    const known = fileProblem(error, file);
    throw known === null ? error : new ProblemError(known, { cause: error });
  }
  return token;
}

function holdersIn(text: string, place: string): Holder[] {
  const lines = text.split(/[\s,]+/).filter((entry) => entry !== "");
  return lines.map((entry, index) => {
    const [, user, hash] = line.exec(entry) ?? [];
    if (user === undefined || hash === undefined)
      throw new ProblemError(
        problem("setting-invalid", `${place}: entry ${index + 1} is not user:sha256 of a token, in hexadecimal.`),
      );
    return { user, hash: Buffer.from(hash, "hex") };
  });
}
