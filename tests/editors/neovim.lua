-- What a user does in Neovim, with its own client: opens a declaration, reads what is found, takes a fix, formats,
-- completes by pinyin. Says on standard output, line by line, what came of it.
local function say(...)
  io.stdout:write(table.concat({ ... }, "\t") .. "\n")
end

local function wait_for(what)
  return vim.wait(30000, what, 20)
end

vim.cmd("filetype on")
vim.cmd("luafile " .. vim.env.PMT_CONFIG)
vim.cmd("edit " .. vim.fn.fnameescape(vim.env.PMT_FILE))
wait_for(function()
  return #vim.diagnostic.get(0) > 0
end)
for _, found in ipairs(vim.diagnostic.get(0)) do
  local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, false)[1]
  say("found", found.code or "", line:sub(found.col + 1, found.end_col))
end

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 30000)
  for _, answer in pairs(answers or {}) do
    if answer.result then
      return answer.result
    end
  end
end

local document = { uri = vim.uri_from_bufnr(0) }

-- The first fix that is preferred, of whatever is found.
local function take_fix()
  for _, found in ipairs(vim.diagnostic.get(0)) do
    -- The whole line: what is past its end counts as its end.
    local range = {
      start = { line = found.lnum, character = 0 },
      ["end"] = { line = found.end_lnum, character = 9999 },
    }
    local actions = request("textDocument/codeAction", {
      textDocument = document,
      range = range,
      context = { diagnostics = {}, only = { "quickfix" } },
    })
    for _, action in ipairs(actions or {}) do
      if action.isPreferred then
        local edit = action.edit or request("codeAction/resolve", action).edit
        local client = (vim.lsp.get_clients or vim.lsp.get_active_clients)()[1]
        vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
        return action.title
      end
    end
  end
end

local before = #vim.diagnostic.get(0)
local title = take_fix()
say("fixed", title or "nothing")
if title then
  wait_for(function()
    return #vim.diagnostic.get(0) < before
  end)
  say("left", tostring(before - #vim.diagnostic.get(0)))
end

if vim.lsp.buf.format then
  vim.lsp.buf.format({ async = false, timeout_ms = 30000 })
else
  vim.lsp.buf.formatting_sync(nil, 30000)
end
vim.cmd("write")

vim.api.nvim_buf_set_lines(0, -1, -1, false, { "xm" })
local last = vim.api.nvim_buf_line_count(0)
local result = request("textDocument/completion", {
  textDocument = document,
  position = { line = last - 1, character = 2 },
})
for _, item in ipairs(result and (result.items or result) or {}) do
  say("offered", item.label)
end
vim.cmd("qa!")
