-- pmt in Neovim, from 0.7 on: copy to ~/.config/nvim/plugin/pmt.lua. The program `pmt` must be on the PATH.

-- Neovim before 0.11 offers to count columns in bytes and then counts otherwise.
local counts_rightly = vim.fn.has("nvim-0.11") == 1
local options = { forceUtf16 = not counts_rightly }
local command = { vim.env.PMT or "pmt", "lsp" }
local markers = { "pmt.toml", ".git" }

if vim.fn.has("nvim-0.8") == 1 then
  vim.filetype.add({ extension = { pmt = "pmt" } })
else
  vim.cmd("autocmd BufRead,BufNewFile *.pmt setfiletype pmt")
end

if counts_rightly then
  vim.lsp.config("pmt", {
    cmd = command,
    filetypes = { "pmt" },
    root_markers = markers,
    init_options = options,
  })
  vim.lsp.enable("pmt")
  return
end

-- The folder of the nearest marker above a file, else the file's own.
local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ":p:h")
  local here = folder
  while true do
    for _, marker in ipairs(markers) do
      if vim.loop.fs_stat(here .. "/" .. marker) then
        return here
      end
    end
    local above = vim.fn.fnamemodify(here, ":h")
    if above == here then
      return folder
    end
    here = above
  end
end

-- One server for each root.
local clients = {}

local function attach(buffer)
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  clients[root] = clients[root]
    or vim.lsp.start_client({
      name = "pmt",
      cmd = command,
      root_dir = root,
      workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
      init_options = options,
    })
  if clients[root] then
    vim.lsp.buf_attach_client(buffer, clients[root])
    vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
  end
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = "pmt",
  callback = function(event)
    attach(event.buf or vim.api.nvim_get_current_buf())
  end,
})
