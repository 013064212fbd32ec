/** Zip archives of a few small files: written so that the same files give the same bytes, and read back by name. */
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

export interface ZipEntry {
  /** With `/` between folders. */
  name: string;
  data: Buffer;
}

const [localSignature, centralSignature, endSignature] = [0x04034b50, 0x02014b50, 0x06054b50];
/** Names are UTF-8. */
const flags = 0x0800;
const deflated = 8;
/** 1980-01-01, the first day that the format knows: a time of its own would make each archive another one. */
const firstDay = 0x0021;

/** The archive; entries in the order given. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, data } of entries) {
    const packed = deflateRawSync(data);
    const encoded = Buffer.from(name, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(deflated, 4);
    common.writeUInt16LE(firstDay, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(encoded.length, 22);
    locals.push(number(localSignature), common, encoded, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    centrals.push(number(centralSignature), Buffer.from([20, 0]), common, place, encoded);
    offset += 4 + common.length + encoded.length + packed.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, number(endSignature), end]);
}

/** A file of an archive that {@link zipOf} has written; null when it holds none of this name. */
export function fileInZip(archive: Buffer, name: string): Buffer | null {
  for (let at = 0; archive.readUInt32LE(at) === localSignature;) {
    const [size, nameLength] = [archive.readUInt32LE(at + 18), archive.readUInt16LE(at + 26)];
    const start = at + 30 + nameLength;
    if (archive.toString("utf8", at + 30, start) === name) return inflateRawSync(archive.subarray(start, start + size));
    at = start + size;
  }
  return null;
}

function number(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(value);
  return four;
}
