/** What has to happen in Redis at once, as Lua. Every script is given all keys it touches. */
import type { Redis } from "ioredis";

/** keys: turn, turns, open. args: user, highest. Answers the user's next turn (see jobs/fairTurns.ts). */
const takeTurn = `
  if redis.call('SCARD', KEYS[3]) == 0 then redis.call('DEL', KEYS[1], KEYS[2]) end
  local served = tonumber(redis.call('GET', KEYS[1]) or '0')
  local last = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0')
  local turn = math.min(math.max(served, last) + 1, tonumber(ARGV[2]))
  redis.call('HSET', KEYS[2], ARGV[1], turn)
  return turn
`;

/**
 * keys: job, journal, user, open, counts, idempotency. args: id, request, snapshot, event, at, user, member, turn,
 * wish (empty without a key), seconds that the key is kept, how many jobs the user has.
 * Answers {"created"}, {"taken"} for an id that is in use, {"changed"} when the user has another number of jobs, or
 * {"known", id, wish}.
 */
const create = `
  if ARGV[9] ~= '' then
    local known = redis.call('HMGET', KEYS[6], 'job', 'wish')
    if known[1] then return { 'known', known[1], known[2] } end
  end
  if redis.call('ZCARD', KEYS[3]) ~= tonumber(ARGV[11]) then return { 'changed' } end
  if redis.call('EXISTS', KEYS[1]) == 1 then return { 'taken' } end
  redis.call('HSET', KEYS[1], 'request', ARGV[2], 'snapshot', ARGV[3], 'status', 'queued', 'version', 1, 'attempt', 0,
    'user', ARGV[6], 'member', ARGV[7], 'turn', ARGV[8])
  redis.call('XADD', KEYS[2], '1-0', 'at', ARGV[5], 'event', ARGV[4])
  redis.call('ZADD', KEYS[3], 0, ARGV[7])
  redis.call('SADD', KEYS[4], ARGV[1])
  redis.call('HINCRBY', KEYS[5], 'queued', 1)
  if ARGV[9] ~= '' then
    redis.call('HSET', KEYS[6], 'job', ARGV[1], 'wish', ARGV[9])
    redis.call('EXPIRE', KEYS[6], ARGV[10])
  end
  return { 'created' }
`;

/**
 * keys: job, journal, open, counts, stages. args: id, version that the snapshot was made from, attempt (empty for any),
 * claim and its token (empty for none), snapshot, status, whether the job has ended then (1 or 0), at, stages that have
 * ended (JSON of [stage, milliseconds][]), events (JSON of strings), fields to set beside (JSON of strings, by twos),
 * channel.
 * Answers 'done', 'again' when another writer was first, 'stale' for a writer that has been replaced, or 'gone'.
 */
const append = `
  local now = redis.call('HMGET', KEYS[1], 'version', 'attempt', 'status')
  if not now[1] then return 'gone' end
  if ARGV[3] ~= '' and ARGV[3] ~= now[2] then return 'stale' end
  if ARGV[4] ~= '' and redis.call('HGET', KEYS[1], ARGV[4]) ~= ARGV[5] then return 'stale' end
  if now[1] ~= ARGV[2] then return 'again' end
  local version = tonumber(now[1])
  for _, event in ipairs(cjson.decode(ARGV[11])) do
    version = version + 1
    redis.call('XADD', KEYS[2], version .. '-0', 'at', ARGV[9], 'event', event)
  end
  redis.call('HSET', KEYS[1], 'snapshot', ARGV[6], 'status', ARGV[7], 'version', version)
  local fields = cjson.decode(ARGV[12])
  if #fields > 0 then redis.call('HSET', KEYS[1], unpack(fields)) end
  for _, stage in ipairs(cjson.decode(ARGV[10])) do
    redis.call('HINCRBY', KEYS[5], 'n:' .. stage[1], 1)
    redis.call('HINCRBY', KEYS[5], 'ms:' .. stage[1], stage[2])
  end
  if now[3] ~= ARGV[7] then
    redis.call('HINCRBY', KEYS[4], now[3], -1)
    redis.call('HINCRBY', KEYS[4], ARGV[7], 1)
  end
  if ARGV[8] == '1' then redis.call('SREM', KEYS[3], ARGV[1]) else redis.call('SADD', KEYS[3], ARGV[1]) end
  redis.call('PUBLISH', ARGV[13], ARGV[1])
  return 'done'
`;

/**
 * keys: job, turn. args: attempt, claim. Takes a task over from whoever had it; its turn is now being served. Answers the
 * token of the claim, or 0 when the job is gone or has ended, or is at another attempt.
 */
const claim = `
  local now = redis.call('HMGET', KEYS[1], 'attempt', 'status', 'turn')
  if now[1] ~= ARGV[1] or (now[2] ~= 'queued' and now[2] ~= 'running') then return 0 end
  local served = tonumber(redis.call('GET', KEYS[2]) or '0')
  if tonumber(now[3]) > served then redis.call('SET', KEYS[2], now[3]) end
  return redis.call('HINCRBY', KEYS[1], ARGV[2], 1)
`;

/** keys: job, journal, pending, user, open, counts. args: id, channel. Answers 'gone', 'running' or 'done'. */
const remove = `
  local now = redis.call('HMGET', KEYS[1], 'status', 'member')
  if not now[1] then return 'gone' end
  if now[1] == 'queued' or now[1] == 'running' then return 'running' end
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
  redis.call('ZREM', KEYS[4], now[2])
  redis.call('SREM', KEYS[5], ARGV[1])
  redis.call('HINCRBY', KEYS[6], now[1], -1)
  redis.call('PUBLISH', ARGV[2], ARGV[1])
  return 'done'
`;

/** keys: rate. args: milliseconds between two. Takes the next moment, and answers the milliseconds until it. */
const takeMoment = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local moment = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
  redis.call('SET', KEYS[1], string.format('%.0f', moment + ARGV[1]), 'PX', math.ceil(moment + ARGV[1] - now) + 1000)
  return math.ceil(moment - now)
`;

/**
 * keys: job, pending. args: name, millionths of a dollar, cap in millionths, milliseconds after which it counts no more.
 * Sets money aside (1), or not where the cap does not leave so much (0).
 */
const setAside = `
  local snapshot = redis.call('HGET', KEYS[1], 'snapshot')
  if not snapshot then return 0 end
  local usage = cjson.decode(snapshot)['usage']
  if type(usage['usd']) ~= 'number' then return 0 end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local sum = usage['usd'] * 1000000 + tonumber(ARGV[2])
  local held = redis.call('HGETALL', KEYS[2])
  for i = 1, #held, 2 do
    local usd, until_ = string.match(held[i + 1], '^(%d+) (%d+)$')
    if tonumber(until_) < now then redis.call('HDEL', KEYS[2], held[i]) else sum = sum + tonumber(usd) end
  end
  if sum > tonumber(ARGV[3]) then return 0 end
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2] .. ' ' .. string.format('%.0f', now + ARGV[4]))
  return 1
`;

const scripts = { takeTurn, create, append, claim, remove, takeMoment, setAside };

/** Runs one of the scripts; Redis keeps its text, ioredis sends it again to one that has forgotten it. */
export function runScript(
  redis: Redis,
  name: keyof typeof scripts,
  keys: string[],
  args: (string | number)[],
): Promise<unknown> {
  const command = `mv_${name}`;
  const defined = redis as unknown as Record<string, ((...all: (string | number)[]) => Promise<unknown>) | undefined>;
  if (defined[command] === undefined) redis.defineCommand(command, { lua: scripts[name] });
  const run = defined[command];
  if (run === undefined) throw new Error(`${command} was not defined`);
  return run.call(redis, keys.length, ...keys, ...args);
}
