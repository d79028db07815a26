-- For wrk: each thread posts its share of the lines of a file ("path<tab>cookie<tab>body"), each once. Anything but 303 ends it.

local threads = 0

function setup(thread)
  thread:set("turn", threads)
  threads = threads + 1
end

function init(args)
  -- Before anything is sent, wrk asks its first thread once to see how many requests come at a time.
  posts, sent = {}, turn == 0 and -1 or 0
  local file, number, share = args[1], 0, tonumber(args[2])
  for line in io.lines(file) do
    if number % share == turn then
      local path, cookie, body = line:match("^([^\t]+)\t([^\t]*)\t(.*)$")
      if cookie ~= "" then wrk.headers["cookie"] = cookie end
      posts[#posts + 1] = wrk.format("POST", path, nil, body)
    end
    number = number + 1
  end
end

local function fail(why)
  io.stderr:write(why .. "\n")
  os.exit(1)
end

function request()
  sent = sent + 1
  return posts[math.max(sent, 1)] or fail("not enough to post")
end

function response(status, headers, body)
  if status ~= 303 then fail("answered " .. status .. "\n" .. body:sub(1, 2000)) end
end
