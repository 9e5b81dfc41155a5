#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "cli/charter_commands.h"
#include "editor/session.h"

namespace nwd::cli {
namespace {

namespace fs = std::filesystem;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// Of "file:///home/ana/laws%20of%20mine"; empty for anything else.
fs::path path_of(std::string_view uri) {
  constexpr std::string_view scheme = "file://";
  if (!uri.starts_with(scheme) || !uri.substr(scheme.size()).starts_with('/')) return {};
  std::string path;
  for (std::size_t i = scheme.size(); i < uri.size(); ++i) {
    const bool escape = uri[i] == '%' && i + 2 < uri.size() && digit(uri[i + 1]) >= 0 && digit(uri[i + 2]) >= 0;
    path += escape ? static_cast<char>(digit(uri[i + 1]) * 16 + digit(uri[i + 2])) : uri[i];
    if (escape) i += 2;
  }
  return path.find('\0') == std::string::npos ? fs::path(path) : fs::path();
}

// standards/NAME.charter below the folder, if it says the same as the one that the program carries.
std::string find_file(std::string_view root_uri, std::string_view name, std::string_view content) {
  const auto root = path_of(root_uri);
  if (root.empty()) return {};
  const auto below = "standards/" + std::string(name) + ".charter";
  std::error_code failed;
  if (fs::file_size(root / below, failed) != content.size() || failed) return {};
  std::ifstream in(root / below, std::ios::binary);
  const std::string found(std::istreambuf_iterator<char>(in), {});
  return found == content ? std::string(root_uri) + (root_uri.ends_with('/') ? "" : "/") + below : std::string();
}

}  // namespace

void add_charter_lsp(CLI::App& group, Common& common) {
  auto* serving = group.add_subcommand("lsp", "help an editor with charters: the Language Server Protocol on stdio");
  serving->footer(
      "Editors start it themselves; docs/editor.md says how to set them up. Ends with 0 after the protocol's shutdown\n"
      "and exit, otherwise with 1.\n"
      "Example, in Neovim: vim.lsp.start({ name = 'nwd', cmd = { 'nwd', 'charter', 'lsp' } })");
  auto stdio = std::make_shared<bool>(true);
  serving->add_flag("--stdio", *stdio, "said by editors that know other ways too; there is no other here");
  serving->callback([&common, stdio] { common.outcome.end_with(editor::serve(std::cin, std::cout, find_file)); });
}

}  // namespace nwd::cli
