// A charter as the commands take it: a file, or the name of one that the program carries.
#pragma once

#include <optional>
#include <string>

#include "base/day.h"
#include "charter/charter.h"
#include "cli/commands.h"

namespace nwd::cli {

struct CharterText {
  std::string name;
  std::string content;
};

Result<CharterText> read_charter(const std::string& file);
// Shows the diagnostics; the charter, if there is no error among them.
std::optional<charter::Charter> checked(Common&, const CharterText&);

void add_charter_argument(CLI::App& command, const std::string& name, std::string& file);
Result<Day> day_option(std::string_view name, const std::string& text);  // of "--from 2026-11-24"

}  // namespace nwd::cli
