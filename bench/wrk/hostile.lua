-- Requests that no browser makes, to see that they leave nothing behind.
local names = {}
for n = 1, 1400 do names[n] = "x-" .. n end

-- A preflight with these lines, written out, because wrk.format knows a header once only.
local function preflight(lines)
   return "OPTIONS /orders HTTP/1.1\r\nHost: localhost\r\nAccess-Control-Request-Method: PUT\r\n"
      .. table.concat(lines, "\r\n") .. "\r\n\r\n"
end

local app = "Origin: https://app.example.com"
local requests = {
   preflight { app, "Access-Control-Request-Headers: " .. string.rep(",", 8192) },
   preflight { app, "Access-Control-Request-Headers: " .. string.sub(table.concat(names, ","), 1, 8192) },
   preflight { "Origin: https://" .. string.rep("a", 65536) .. ".preview.example.com" },
   preflight { "Origin: https://" .. string.rep("a.", 64) .. "preview.example.com" },
   preflight { app, "Origin: https://admin.example.com" },
   preflight { "Origin: https://b\195\188cher.preview.example.com\255" },
   "GET /orders HTTP/1.1\r\nHost: localhost\r\nOrigin: " .. string.rep("\255", 65536) .. "\r\n\r\n",
   "GET /orders HTTP/1.1\r\nHost: localhost\r\n" .. app .. "\r\n\r\n",
}
local next = 0

function request()
   next = next % #requests + 1
   return requests[next]
end

function done(summary)
   local wrong = summary.errors
   io.write(string.format("figures %d %d %d\n", summary.requests,
      wrong.connect + wrong.read + wrong.write + wrong.timeout, wrong.status))
end
