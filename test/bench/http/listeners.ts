/** How late the events of a job come to two hundred who listen, while it is made. */
import { machine, writePart } from "../page.js";
import { outline, quantile, Served, type Shown } from "./served.js";

const listeners = 200;

interface Heard {
  /** Milliseconds from the job's change to its event's arrival, by the event's number. */
  delays: Map<number, number>;
  last: string;
}

/** Listens until the stream ends. */
async function listen(url: string): Promise<Heard> {
  const answer = await fetch(url);
  const heard: Heard = { delays: new Map(), last: "" };
  let text = "";
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    const now = Date.now();
    const events = (text + chunk).split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const id = /^id: (\d+)$/m.exec(event)?.[1];
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (id === undefined || data === undefined) continue;
      const { updated_at, status } = JSON.parse(data) as Shown;
      if (!heard.delays.has(Number(id))) heard.delays.set(Number(id), now - Date.parse(updated_at));
      heard.last = status;
    }
  }
  return heard;
}

const served = await Served.start([]);
try {
  // Whatever came before they listened is told at once, and was long ago: it waits for its turn behind another.
  await served.generate(outline("Goes first"), "low");
  await served.generate(outline("Goes second"), "low");
  const id = await served.generate(outline("Heard by many"), "low");
  const url = `${served.url}/videos/jobs/${id}/events`;
  const from = Date.now();
  const all = await Promise.all(Array.from({ length: listeners }, () => listen(url)));
  const numbers = new Set(all.flatMap(({ delays }) => [...delays.keys()]));
  const lost = all.filter(({ delays, last }) => delays.size !== numbers.size || last !== "completed").length;
  if (lost > 0) throw new Error(`${lost} of ${listeners} have not heard all`);
  // The first is of before they came.
  const delays = all.flatMap(({ delays }) =>
    [...delays].flatMap(([number, late]) => (number === Math.min(...numbers) ? [] : [late])),
  );
  const measured = {
    listeners,
    events: numbers.size,
    seconds: (Date.now() - from) / 1000,
    p50: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
    most: Math.max(...delays),
  };
  const head = "| listeners | events each | p50 ms | p99 ms | latest ms |\n|---|---|---|---|---|";
  const row = `| ${listeners} | ${measured.events} | ${measured.p50} | ${measured.p99} | ${measured.most} |`;
  const what =
    "From a change of the job to its event at each of those who listen in one process, while the video is made on the same machine.";
  const text = `## Events to ${listeners} listeners\n\n${what}\n\n${head}\n${row}\n\nNone missed one. ${machine()}.`;
  process.stdout.write(`${text}\n`);
  writePart("http listeners", text, measured);
} finally {
  await served.close();
}
