/** Questions about many jobs, answered in SQLite from an index that holds what lists show: snapshots are read for a page only. */
import type { DatabaseSync } from "node:sqlite";
import type {
  HistoryFacets,
  HistoryFilter,
  HistoryPage,
  JobRow,
  ListRows,
  ListState,
} from "../../../protocol/calls/historyCalls.js";
import { isFinal, type Job, type JobStatus } from "../../../protocol/job.js";
import type { Provider } from "../../../protocol/settings.js";

/** Jobs that have ended which {@link JobSearch.recent} gives beside all others. */
const mostEnded = 100;
/** More of a topic than a line of the list shows. */
const shownTopic = 200;

const of = (name: string): string => `json_extract(snapshot, '$.${name}')`;
/** In the index with these very words: SQLite takes an expression from it only where it is written the same. */
const [list, mode, provider, quality, title, topic] = ["list", "mode", "provider", "quality", "title", "topic"].map(of);

export const jobsIndex = `
  create index if not exists jobs_shown on jobs (
    created_at, id, status, ${list}, ${mode}, ${provider}, ${quality}, ${title}, ${topic}
  );
`;

interface Place {
  id: string;
  status: JobStatus;
  list: string;
  mode: string;
}

export class JobSearch {
  constructor(private readonly database: DatabaseSync) {
    database.exec(jobsIndex);
  }

  /** At most `count` of the jobs that fit, from place `from` on. */
  page(filter: HistoryFilter, from: number, count: number): HistoryPage {
    const { conditions, values } = conditionsOf(filter);
    const where = conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
    const found = this.database
      .prepare(
        `select id, status, ${list} as list, ${mode} as mode from jobs ${where} order by created_at desc, rowid desc`,
      )
      .all(...values) as unknown as Place[];
    const { places, lists } = together(found);
    const rows = places.slice(from, from + count).flatMap(({ id }) => this.row(id) ?? []);
    return { total: places.length, from, rows, lists };
  }

  facets(): HistoryFacets {
    const all = (sql: string): string[] =>
      this.database
        .prepare(sql)
        .all()
        .map(({ value }) => String(value));
    const count = this.database.prepare("select count(*) as count from jobs").get() as { count: number };
    return {
      total: count.count,
      months: all("select distinct substr(created_at, 1, 7) as value from jobs order by value desc"),
      providers: all(`select distinct ${provider} as value from jobs order by value`) as Provider[],
    };
  }

  listState(id: string): ListState {
    const statuses = this.database
      .prepare(`select status from jobs where ${list} = ?`)
      .all(id)
      .map(({ status }) => status as JobStatus);
    return {
      count: statuses.length,
      ready: statuses.filter(isReady).length,
      active: statuses.some((status) => !isFinal(status)),
      open: statuses.some((status) => isFinal(status) && status !== "completed"),
    };
  }

  /** Those that run or wait, with all of their lists, and the newest that have ended; newest first. */
  recent(): Job[] {
    const live = "status in ('running', 'queued')";
    const rows = this.database
      .prepare(
        `select snapshot from jobs where ${live}
           or ${list} in (select ${list} from jobs where ${live} and ${list} <> '')
           or id in (select id from jobs order by created_at desc limit ${mostEnded})
         order by created_at desc, rowid desc`,
      )
      .all();
    return rows.map(({ snapshot }) => JSON.parse(String(snapshot)) as Job);
  }

  private row(id: string): JobRow | null {
    const found = this.database.prepare("select snapshot from jobs where id = ?").get(id);
    if (found === undefined) return null;
    const job = JSON.parse(String(found["snapshot"])) as Job;
    const { title, status, stage, percentage, list, mode, provider, createdAt } = job;
    return {
      ...{ id, title, status, stage, percentage, list, mode, provider, createdAt },
      topic: job.topic.slice(0, shownTopic),
      scenes: job.scenes.length,
    };
  }
}

function conditionsOf({ text, status, provider: made, month }: HistoryFilter): {
  conditions: string[];
  values: string[];
} {
  const conditions: string[] = [];
  const values: string[] = [];
  const add = (condition: string, ...given: string[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    // LIKE folds the case of ASCII only: the other letters are looked for in both cases.
    const forms = [...new Set([word, word.toLowerCase(), word.toUpperCase()].map(pattern))];
    const either = forms.map(() => `${title} like ? escape '\\' or ${topic} like ? escape '\\'`).join(" or ");
    add(`(${either})`, ...forms.flatMap((form) => [form, form]));
  }
  if (status !== null) add("status = ?", status);
  if (made !== null) add(`${provider} = ?`, made);
  if (month !== null) add("created_at >= ? and created_at < ?", month, `${month}~`);
  return { conditions, values };
}

const pattern = (word: string): string => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

const isReady = (status: JobStatus): boolean => status === "completed" || status === "completed_with_errors";

/** The videos of a list together, oldest first, where its newest stands. */
function together(found: Place[]): { places: Place[]; lists: ListRows[] } {
  const groups = new Map<string, Place[]>();
  for (const place of found) {
    const key = place.list === "" ? `job ${place.id}` : `list ${place.list}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  }
  const places: Place[] = [];
  const lists: ListRows[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first !== undefined && first.list !== "")
      lists.push({
        list: first.list,
        at: places.length,
        count: group.length,
        ready: group.filter(({ status }) => isReady(status)).length,
        batch: group.some(({ mode: asked }) => asked === "batch"),
      });
    places.push(...group.reverse());
  }
  return { places, lists };
}
