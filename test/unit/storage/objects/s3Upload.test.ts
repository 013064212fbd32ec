import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type MultipartUpload,
  type S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import type { Bucket } from "../../../../server/src/storage/objects/s3Connection.js";
import { forgetUploads } from "../../../../server/src/storage/objects/s3Upload.js";

const hour = 3600_000;
const begun = (key: string, hoursAgo: number): MultipartUpload => ({
  ...{ Key: key, UploadId: `${key}-id`, Initiated: new Date(Date.now() - hoursAgo * hour) },
});

/** A bucket with these unfinished uploads, told in pages of two; the server does not keep to the prefix. */
function bucketOf(uploads: MultipartUpload[]): { bucket: Bucket; forgotten: (string | undefined)[] } {
  const forgotten: (string | undefined)[] = [];
  const send = (command: unknown): Promise<object> => {
    if (command instanceof AbortMultipartUploadCommand) {
      forgotten.push(command.input.UploadId);
      return Promise.resolve({});
    }
    if (!(command instanceof ListMultipartUploadsCommand)) throw new Error("what was asked is not known here");
    const from = Number(command.input.KeyMarker ?? 0);
    const more = from + 2 < uploads.length;
    const next = more ? { IsTruncated: true, NextKeyMarker: String(from + 2) } : { IsTruncated: false };
    return Promise.resolve({ Uploads: uploads.slice(from, from + 2), ...next });
  };
  const client = { send } as unknown as S3Client;
  return { bucket: { client, name: "videos", prefix: "team/", secrets: [] }, forgotten };
}

const uploads = [
  begun("team/1/video.mp4", 0),
  begun("team/2/video.mp4", 30),
  begun("team/10/video.mp4", 1),
  begun("other/3/video.mp4", 30),
  begun("team/4/video.mp4", 25),
];

describe("forgetting uploads that were cut off", () => {
  it("takes the one key that is uploaded again, on whichever page it is", async () => {
    const { bucket, forgotten } = bucketOf(uploads);
    await forgetUploads(
      bucket,
      "team/10/video.mp4",
      new AbortController().signal,
      (key) => key === "team/10/video.mp4",
    );
    expect(forgotten).toEqual(["team/10/video.mp4-id"]);
  });

  it("takes what was left behind for a day, below the prefix only, and no upload under way", async () => {
    const { bucket, forgotten } = bucketOf(uploads);
    await forgetUploads(bucket, "team/", new AbortController().signal, () => false);
    expect(forgotten).toEqual(["team/2/video.mp4-id", "team/4/video.mp4-id"]);
  });
});
