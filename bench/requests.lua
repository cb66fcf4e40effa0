-- Sends requests that were written down beforehand, each once, and counts the answers by what was expected.
-- Arguments: the file of requests, the expected status, "once" to stop at its end or "round" to begin again.
-- The file: for each request a line with its length, then its bytes.

local requests, following, expected, once, asked = {}, 0, 200, false, false
good, bad = 0, 0
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  expected, once = tonumber(arguments[2]), arguments[3] == "once"
  local file = assert(io.open(arguments[1], "rb"))
  for length in file:lines() do
    table.insert(requests, file:read(tonumber(length)))
  end
  file:close()
end

-- wrk asks for one request before it begins, to see what it looks like, and does not send it.
function request()
  if not asked then
    asked = true
    return requests[1]
  end
  following = following + 1
  if following > #requests then
    if once then wrk.thread:stop() end
    following = once and #requests or 1
  end
  return requests[following]
end

function response(status)
  if status == expected then good = good + 1 else bad = bad + 1 end
end

function done(summary, latency)
  local fine, wrong = 0, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do
    fine, wrong = fine + thread:get("good"), wrong + thread:get("bad")
  end
  io.write(string.format("FOUND %d %d %d %d %d %d\n", fine, wrong, summary.duration,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
