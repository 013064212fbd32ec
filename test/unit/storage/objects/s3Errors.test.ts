import { describe, expect, it } from "vitest";
import { problem, ProblemError, type ProblemCode } from "../../../../protocol/problems.js";
import { isAbsent, throwS3 } from "../../../../server/src/storage/objects/s3Errors.js";

function thrown(error: unknown, signal?: AbortSignal): unknown {
  try {
    return throwS3(error, "a/video.mp4 cannot be uploaded", ["the-key", ""], signal);
  } catch (found) {
    return found;
  }
}
const said = (name: string, status?: number, message = "it says so") =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

describe("what an S3 server says", () => {
  it.each<[string, number | undefined, ProblemCode]>([
    ["NoSuchBucket", 404, "storage-missing"],
    ["PermanentRedirect", 301, "storage-missing"],
    ["SignatureDoesNotMatch", 403, "storage-refused"],
    ["ExpiredToken", 400, "storage-refused"],
    ["BadDigest", 400, "storage-corrupt"],
    ["SlowDown", 503, "storage-unavailable"],
    ["InternalError", 500, "storage-unavailable"],
    ["TooManyRequests", 429, "storage-unavailable"],
    ["NoSuchUpload", 404, "storage-unavailable"],
    ["TimeoutError", undefined, "storage-unavailable"],
  ])("%s with status %s is %s", (name, status, code) => {
    expect(thrown(said(name, status))).toMatchObject({ problem: { code } });
  });

  it("is told without a secret, and with what was tried", () => {
    const { problem: found } = thrown(said("AccessDenied", 403, "the-key may not, the-key")) as ProblemError;
    expect(found.message).toBe("a/video.mp4 cannot be uploaded: AccessDenied: … may not, …");
  });

  it("of a network that is down has the code that the system gives", () => {
    const { problem: found } = thrown({ name: "Error", message: "", code: "ECONNREFUSED" }) as ProblemError;
    expect(found).toMatchObject({
      code: "storage-unavailable",
      message: expect.stringContaining("ECONNREFUSED") as string,
    });
  });

  it("gives way to a cancellation, and to a problem that has its words already", () => {
    expect(thrown(said("TimeoutError"), AbortSignal.abort(new Error("cancelled")))).toMatchObject({
      message: "cancelled",
    });
    const full = new ProblemError(problem("disk-full", "no space"));
    expect(thrown(full)).toBe(full);
  });

  it("tells an object that is not there from a bucket that is not there", () => {
    expect(
      [said("NoSuchKey", 404), said("NotFound", 404), said("NoSuchBucket", 404), said("InternalError", 500)].map(
        isAbsent,
      ),
    ).toEqual([true, true, false, false]);
  });
});
