#include "cli/charter_text.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace nwd::cli {
namespace {

constexpr std::size_t largest_charter = std::size_t{4} << 20U;

}  // namespace

Result<CharterText> read_charter(const std::string& file) {
  if (!std::filesystem::exists(file)) {
    const auto carried = charter::builtin(file);
    if (!carried.empty()) return CharterText{file, std::string(carried)};
    std::string names;
    for (const auto name : charter::builtin_charters()) names += " " + std::string(name);
    return fail(Code::not_found, "There is no file " + file + ". Charters carried here:" + names);
  }
  std::ifstream in(file, std::ios::binary);
  std::string content(std::istreambuf_iterator<char>(in), {});
  if (!in) return fail(Code::invalid, "The file cannot be read: " + file);
  if (content.size() > largest_charter) return fail(Code::too_large, "A charter has at most 4 MiB: " + file);
  return CharterText{file, std::move(content)};
}

std::optional<charter::Charter> checked(Common& common, const CharterText& text) {
  auto result = charter::check(text.content);
  if (!result.diagnostics.empty())
    fmt::print(stderr, "{}", charter::render_text(result.diagnostics, text.name, text.content));
  if (!result.charter) common.outcome.findings();
  return std::move(result.charter);
}

void add_charter_argument(CLI::App& command, const std::string& name, std::string& file) {
  command.add_option(name, file, "a file, or the name of a charter carried here")->required();
}

Result<Day> day_option(std::string_view name, const std::string& text) {
  const auto day = parse_day(text);
  if (!day) return fail(Code::invalid, fmt::format("{} takes a day such as 2026-11-24.", name));
  return *day;
}

}  // namespace nwd::cli
