-- One measured operation: every request has an id of its own, every POST a name and a key of its own.
-- Arguments after `--`: operation, key, prefix of ids, file with resource ids, file with the body.

local counter = 0
local operation, prefix, before, after
local paths = {}
local headers = {}

local function read(path)
   local file = assert(io.open(path))
   local text = file:read("*a")
   file:close()
   return text
end

function init(args)
   operation, prefix = args[1], args[3]
   headers["Authorization"] = "Bearer " .. args[2]
   headers["Accept"] = "application/json"
   if operation == "getResource" then
      for id in read(args[4]):gmatch("%S+") do
         paths[#paths + 1] = "/registry/v1/resources/" .. id
      end
   elseif operation == "createResource" then
      headers["Content-Type"] = "application/json; charset=utf-8"
      before, after = read(args[5]):match("^(.-)@NAME@(.*)$")
   end
end

function request()
   counter = counter + 1
   local unique = prefix .. "-" .. counter
   headers["X-Request-ID"] = unique
   if operation == "getResource" then
      return wrk.format("GET", paths[counter % #paths + 1], headers)
   elseif operation == "listResources" then
      return wrk.format("GET", "/registry/v1/resources?limit=100", headers)
   end
   headers["X-Idempotency-Key"] = unique
   return wrk.format("POST", "/registry/v1/resources", headers, before .. unique .. after)
end

function done(summary, latency, _requests)
   local errors = summary.errors
   io.write(string.format(
      'SUMMARY {"requests": %d, "duration": %d, "refused": %d, "broken": %d, "p50": %d, "p99": %d}\n',
      summary.requests, summary.duration, errors.status,
      errors.connect + errors.read + errors.write + errors.timeout,
      latency:percentile(50), latency:percentile(99)))
end
