// A charter as the commands take it: a file, or the name of one that the program carries.
#pragma once

#include <optional>
#include <string>

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

}  // namespace nwd::cli
