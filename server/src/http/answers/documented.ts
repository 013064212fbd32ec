/** The answers of a route as the document lists them. */
import { z } from "zod";
import { ProblemAnswer } from "../shapes/problemShape.js";

const words: Record<number, string> = {
  400: "Not understood",
  401: "The token is missing or not known",
  402: "It would cost more than its cap",
  403: "Not by this name, from this page, or at this address",
  404: "Not there, or another user's",
  405: "Not by this method",
  408: "The request was not sent in time",
  409: "Not now",
  413: "Too large",
  415: "Not JSON",
  416: "No such range",
  422: "Understood, but cannot be done",
  429: "Too many at once",
  500: "Our own mistake",
  503: "Not able to work now",
};

/** Those that any route may give. */
const always = [400, 401, 403, 429, 500, 503];

/** Problem answers of these statuses, beside those of every route. */
export function problems(...statuses: number[]) {
  const content = { "application/problem+json": { schema: ProblemAnswer } };
  return Object.fromEntries(
    [...always, ...statuses].map((status) => [status, { description: words[status] ?? "", content }]),
  );
}

/** A file of one of these media types. */
export function file(...types: string[]) {
  const schema = z.any().meta({ type: "string", format: "binary" });
  return { description: "The file", content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}
