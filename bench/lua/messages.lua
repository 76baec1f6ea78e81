-- Messages are published: every request has an id and a body of its own.
-- Arguments after `--`: key, prefix of ids, path.

local counter = 0
local prefix, path
local headers = {}

function init(args)
   prefix, path = args[2], args[3]
   headers["Authorization"] = "Bearer " .. args[1]
   headers["Content-Type"] = "application/json"
end

function request()
   counter = counter + 1
   headers["X-Request-ID"] = prefix .. "-" .. counter
   local body = string.format('{"data": "{\\"number\\": \\"INV-%d\\", \\"total\\": 12.5}"}', counter)
   return wrk.format("POST", path, headers, body)
end

function done(summary, latency, _requests)
   local errors = summary.errors
   io.write(string.format(
      'SUMMARY {"requests": %d, "duration": %d, "refused": %d, "broken": %d, "p50": %d, "p99": %d}\n',
      summary.requests, summary.duration, errors.status,
      errors.connect + errors.read + errors.write + errors.timeout,
      latency:percentile(50), latency:percentile(99)))
end
