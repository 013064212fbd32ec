/** What a repair did, told so that it can be done again in another scene. Kept as JSON, so read with its check. */
import { z } from "zod";

const word = z.string().min(1).max(200);
const piece = z.union([
  /** A token as it stands. */
  z.string().max(500),
  /** One of the scene's own names, a number or a text: the same wherever its number comes again. */
  z.object({ own: z.number().int().min(0).max(50) }),
]);

export const Rule = z.discriminatedUnion("kind", [
  /** Another name, `callee` being the call whose argument it names. */
  z.object({ kind: z.literal("rename"), of: z.enum(["name", "attribute"]), from: word, to: word }),
  z.object({ kind: z.literal("rename-argument"), callee: word, from: word, to: word }),
  z.object({ kind: z.literal("remove-argument"), callee: word, name: word }),
  z.object({ kind: z.literal("add-argument"), callee: word, name: word, text: z.string().min(1).max(500) }),
  /** A whole statement of one line; `put` is the text that comes in its place, its tokens or spaces in pieces. */
  z.object({ kind: z.literal("line"), find: z.array(piece).min(1).max(200), put: z.array(piece).max(400) }),
]);
export type Rule = z.infer<typeof Rule>;
export type Piece = z.infer<typeof piece>;

/** The changes of one repair, applied together. */
export const Rules = z.array(Rule).min(1).max(3);
export type Rules = z.infer<typeof Rules>;
