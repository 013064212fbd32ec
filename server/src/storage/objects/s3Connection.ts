/** How the bucket is reached: from settings, with keys that only the environment may hold. */
import { S3Client } from "@aws-sdk/client-s3";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { Settings } from "../../../../protocol/settings.js";
import { keySafeUrl } from "../../llm/attempts/keySafeUrl.js";

export interface Bucket {
  client: S3Client;
  name: string;
  /** What every key begins with; empty, or with a slash at its end. */
  prefix: string;
  /** What must not stand in a message. */
  secrets: string[];
}

type S3Settings = Pick<Settings, "s3.bucket" | "s3.region" | "s3.endpointUrl" | "s3.prefix">;

/** Milliseconds until a connection stands, and for which it may be silent. */
const connectionTimeout = 5_000;
const socketTimeout = 30_000;

/** Opens nothing yet. Throws ProblemError `setting-invalid` or, without keys, `storage-refused`. */
export function s3Connection(settings: S3Settings, environment: NodeJS.ProcessEnv): Bucket {
  const accessKeyId = environment["AWS_ACCESS_KEY_ID"]?.trim() ?? "";
  const secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"]?.trim() ?? "";
  const sessionToken = environment["AWS_SESSION_TOKEN"]?.trim() ?? "";
  const name = settings["s3.bucket"].trim();
  if (accessKeyId === "" || secretAccessKey === "")
    throw new ProblemError(
      problem("storage-refused", `No keys for the bucket ${name} are set in the environment of Manim Video.`),
    );
  const endpoint = endpointOf(settings);
  const client = new S3Client({
    region: settings["s3.region"].trim() || "us-east-1",
    // Most servers that are not Amazon's have no host name for each bucket.
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === "" ? {} : { sessionToken }) },
    maxAttempts: 2,
    requestHandler: { connectionTimeout, socketTimeout },
  });
  const prefix = settings["s3.prefix"].trim().replace(/^\/+/, "").replace(/\/*$/, "/");
  return { client, name, prefix: prefix === "/" ? "" : prefix, secrets: [accessKeyId, secretAccessKey, sessionToken] };
}

function endpointOf(settings: S3Settings): string | null {
  if (settings["s3.endpointUrl"].trim() === "") return null;
  const names = { provider: "storage's", setting: "s3.endpointUrl", environment: "S3_ENDPOINT_URL" } as const;
  return keySafeUrl(settings["s3.endpointUrl"], names);
}
