-- Requests as a browser's page makes them: mostly allowed ones, with a preflight among ten.
local page = { ["Origin"] = "https://app.example.com", ["Accept"] = "*/*", ["Sec-Fetch-Mode"] = "cors" }
local preflight = {
   ["Origin"] = "https://app.example.com",
   ["Access-Control-Request-Method"] = "PUT",
   ["Access-Control-Request-Headers"] = "authorization,content-type",
}
local requests, next

function init()
   requests, next = {}, 0
   for n = 1, 9 do requests[n] = wrk.format("GET", "/orders", page) end
   requests[10] = wrk.format("OPTIONS", "/orders", preflight)
end

function request()
   next = next % #requests + 1
   return requests[next]
end

-- One line for bench/load: requests a second, then the latencies in microseconds, then what went wrong.
function done(summary, latency)
   local wrong = summary.errors
   io.write(string.format("figures %.0f %d %d %d %d\n",
      summary.requests / summary.duration * 1e6,
      latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
      wrong.connect + wrong.read + wrong.write + wrong.timeout + wrong.status))
end
